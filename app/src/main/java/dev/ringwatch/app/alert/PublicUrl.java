package dev.ringwatch.app.alert;

/** Where people reach the server. Safe for threads. */
public interface PublicUrl {

  /** The address, without a slash at the end. */
  String get();
}
