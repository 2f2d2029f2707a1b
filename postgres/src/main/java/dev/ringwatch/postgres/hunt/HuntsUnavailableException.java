package dev.ringwatch.postgres.hunt;

/** No hunt can run: there is no database for it, or no role that may no more than it should. */
public final class HuntsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HuntsUnavailableException(String sentence) {
    super(sentence);
  }

  HuntsUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
