package dev.ringwatch.postgres.hunt;

/** A hunt's file is not as it must be. */
final class HuntFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;

  /**
   * A fault.
   *
   * @param line where it is, from 1
   * @param sentence what is wrong, without a full stop
   */
  HuntFileException(int line, String sentence) {
    super(sentence);
    this.line = line;
  }

  int line() {
    return line;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
