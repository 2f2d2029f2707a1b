package dev.ringwatch.postgres.audit;

import org.jspecify.annotations.Nullable;

/**
 * The audit log could not be written. What was to be recorded must not be done, or not be answered;
 * whether the row is there is not known.
 */
public final class AuditUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a sentence that says what failed, and why. */
  AuditUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
