package dev.ringwatch.log;

import java.io.Serial;

/** An event breaks one of the {@link LogRules}; nothing was appended. The message says which. */
public final class UnkeepableEventException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  /** With the rule that was broken, in words for the event's sender. */
  public UnkeepableEventException(String problem) {
    super(problem);
  }
}
