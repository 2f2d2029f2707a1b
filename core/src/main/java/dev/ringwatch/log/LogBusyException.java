package dev.ringwatch.log;

import java.time.Duration;

/** Too much is waiting to be written; nothing was appended. Try again after a while. */
public final class LogBusyException extends RuntimeException {

  private final Duration retryAfter;

  /**
   * Says when to come again.
   *
   * @param message what is full, in a sentence
   * @param retryAfter after what time it is worth trying again; positive
   */
  public LogBusyException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** After what time it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
