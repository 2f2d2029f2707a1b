package dev.ringwatch.postgres.embedded;

/** The embedded PostgreSQL cannot run; the message says why and what to do, in one sentence. */
public final class EmbeddedPostgresException extends RuntimeException {

  /** Says what is wrong and what to do about it. */
  public EmbeddedPostgresException(String message) {
    super(message);
  }

  /** Says what is wrong and what to do about it, with what was underneath. */
  public EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
