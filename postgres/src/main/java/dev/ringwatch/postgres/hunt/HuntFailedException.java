package dev.ringwatch.postgres.hunt;

/** PostgreSQL refused a hunt: its SQL is wrong, or reads what it may not. */
public final class HuntFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HuntFailedException(String sentence) {
    super(sentence);
  }

  HuntFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
