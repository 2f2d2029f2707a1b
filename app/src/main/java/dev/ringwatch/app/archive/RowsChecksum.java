package dev.ringwatch.app.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A checksum over the values of rows, in their order: SHA-256 over each value's text in UTF-8 with
 * its length in four bytes before it, and four bytes of ones for a value that is absent. Used by
 * one thread.
 */
final class RowsChecksum {

  private static final int ABSENT = -1;

  private final MessageDigest digest;
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  RowsChecksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a value; null if it is absent. */
  void add(@Nullable String value) {
    if (value == null) {
      addLength(ABSENT);
    } else {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      add(utf8, 0, utf8.length);
    }
  }

  /** Adds a value that is text in UTF-8 between two offsets. */
  void add(byte[] utf8, int from, int to) {
    addLength(to - from);
    digest.update(utf8, from, to - from);
  }

  private void addLength(int value) {
    digest.update(length.putInt(0, value).array());
  }

  /** The checksum of all that was added, in hexadecimal digits; nothing can be added then. */
  String done() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
