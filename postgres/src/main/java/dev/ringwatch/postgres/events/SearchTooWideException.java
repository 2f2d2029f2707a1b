package dev.ringwatch.postgres.events;

/** A search took too long and was given up. */
public final class SearchTooWideException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a sentence that says what to do. */
  SearchTooWideException(String message, Throwable cause) {
    super(message, cause);
  }
}
