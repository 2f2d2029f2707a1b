package dev.ringwatch.postgres.hunt;

/** Too many hunts run at the same time, or what this one reads is locked; later it may run. */
public final class HuntBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HuntBusyException(String sentence) {
    super(sentence);
  }
}
