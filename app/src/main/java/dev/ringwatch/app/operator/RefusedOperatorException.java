package dev.ringwatch.app.operator;

/** A change of an operator that cannot be made. The message is a sentence without its full stop. */
public final class RefusedOperatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedOperatorException(String sentence) {
    super(sentence);
  }
}
