package dev.ringwatch.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects text as UTF-8 bytes. Used by one thread. */
final class Utf8Buffer implements FieldSink {

  /** A sign and the digits of the largest long. */
  private static final int MAX_DIGITS = 20;

  private byte[] bytes = new byte[1_024];
  private int length;
  private boolean plain = true;

  void clear() {
    length = 0;
    plain = true;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Whether everything since the last clearing is ASCII without control characters. */
  boolean isPlain() {
    return plain;
  }

  /**
   * Adds characters; false, and a question mark in its place, if there is a surrogate without its
   * other half.
   */
  boolean append(char[] text, int offset, int count) {
    ensure(count);
    int target = length;
    for (int at = offset; at < offset + count; at++) {
      char c = text[at];
      if (c < ' ' || c >= 0x7F) {
        return appendAny(new String(text, offset, count));
      }
      bytes[target++] = (byte) c;
    }
    length = target;
    return true;
  }

  /** Adds bytes as they are, valid or not. */
  @Override
  public void utf8(byte[] text, int from, int to) {
    ensure(to - from);
    int target = length;
    boolean allPlain = true;
    for (int at = from; at < to; at++) {
      byte b = text[at];
      allPlain &= b >= ' ' && b != 0x7F;
      bytes[target++] = b;
    }
    plain &= allPlain;
    length = target;
  }

  @Override
  public void integer(long value) {
    ensure(MAX_DIGITS);
    if (value == Long.MIN_VALUE) {
      byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
      utf8(text, 0, text.length);
      return;
    }
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long bound = 10; digits < MAX_DIGITS - 1 && rest >= bound; bound *= 10) {
      digits++;
    }
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private boolean appendAny(String text) {
    plain = false;
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private void ensure(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
