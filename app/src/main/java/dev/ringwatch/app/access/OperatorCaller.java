package dev.ringwatch.app.access;

/**
 * An operator with a session. What they may do is looked up when it is asked. Controllers take it
 * as their {@code @AuthenticationPrincipal}, as they do an {@link ApiCaller}.
 */
public interface OperatorCaller {

  /** The operator's number. */
  long operator();

  /** The name that they sign in under. */
  String login();
}
