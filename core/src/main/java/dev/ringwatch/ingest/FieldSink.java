package dev.ringwatch.ingest;

/** Takes the text of one value of a {@link TableCursor}. */
public interface FieldSink {

  /**
   * Takes the bytes between two offsets, which should be UTF-8: a row whose text is not is
   * rejected. They are copied.
   */
  void utf8(byte[] text, int from, int to);

  /** Takes the decimal digits of a number. */
  void integer(long value);
}
