package dev.ringwatch.postgres.events;

/** Too many searches run at the same time; this one was not begun. */
public final class SearchBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a sentence that says what to do. */
  SearchBusyException(String message) {
    super(message);
  }
}
