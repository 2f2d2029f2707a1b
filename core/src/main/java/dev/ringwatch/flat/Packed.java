package dev.ringwatch.flat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What {@link BlockWriter} writes, as an array of bytes: a message between steps, or the state of
 * one key. Every array stands by itself, with checksum and end.
 */
public final class Packed {

  private Packed() {}

  /** Writes something. */
  @FunctionalInterface
  public interface Writing {
    /** Writes it. */
    void to(BlockWriter out) throws IOException;
  }

  /**
   * Reads something.
   *
   * @param <T> what is read
   */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads it. */
    T from(BlockReader in) throws IOException;
  }

  /** The bytes of something. O(its size). */
  public static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockWriter out = new BlockWriter(bytes);
    try {
      writing.to(out);
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * What bytes hold, all of them. O(their number).
   *
   * @throws UncheckedIOException with an {@link UnusableStateException} if they are damaged, or
   *     what is read says so
   */
  public static <T> T read(byte[] bytes, Reading<T> reading) {
    BlockReader in = new BlockReader(new ByteArrayInputStream(bytes));
    try {
      T value = reading.from(in);
      in.finish();
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
