package dev.ringwatch.postgres.hunt;

/** A hunt took longer than it may, or more than it may have. */
public final class HuntTooLongException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HuntTooLongException(String sentence) {
    super(sentence);
  }

  HuntTooLongException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
