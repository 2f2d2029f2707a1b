package dev.ringwatch.app.key;

/** A change of a key that cannot be made. The message is a sentence without its full stop. */
public final class RefusedKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedKeyException(String sentence) {
    super(sentence);
  }
}
