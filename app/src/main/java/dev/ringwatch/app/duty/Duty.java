package dev.ringwatch.app.duty;

/**
 * Something that goes on by itself, and that only one server of an event log may do: the one that
 * has detection.
 */
public interface Duty {

  /** Begins; called once, when this server has the log, and never if it does not come to that. */
  void start();
}
