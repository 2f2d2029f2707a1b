package dev.ringwatch.postgres.hunt;

/** Too many hunts run at the same time; this one was not begun. */
public final class HuntBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HuntBusyException(String sentence) {
    super(sentence);
  }
}
