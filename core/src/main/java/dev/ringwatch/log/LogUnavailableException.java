package dev.ringwatch.log;

/** The log's store did not answer, is closed, or this process lost the right to write to it. */
public final class LogUnavailableException extends RuntimeException {

  /** With a sentence that says what failed. */
  public LogUnavailableException(String message) {
    super(message);
  }

  /** With a sentence that says what failed, and why. */
  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
