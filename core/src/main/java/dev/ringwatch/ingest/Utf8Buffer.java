package dev.ringwatch.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects text as UTF-8 bytes. Used by one thread. */
final class Utf8Buffer {

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
