package dev.ringwatch.flat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes numbers and texts for {@link BlockReader}, in blocks of at most 256 kB: its length, a
 * CRC-32C of its place, length and content, and the content, little-endian. No number lies across
 * two blocks. A block of length 0 ends the whole, so that what is cut off shows.
 *
 * <p>Used by one thread; the stream needs no buffer of its own and stays open.
 */
public final class BlockWriter {

  static final int HEADER_BYTES = 2 * Integer.BYTES;
  static final int MAX_CONTENT = 1 << 18;

  private static final int FIRST_BYTES = 512;
  private static final int GROWTH = 8;

  /** Arrays shorter than this are written number by number. */
  private static final int FEW = 16;

  private final OutputStream out;

  /** Grows up to the largest block, so that a writer of little is cheap. */
  private ByteBuffer block = ByteBuffer.allocate(FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private final CRC32C checksum = new CRC32C();
  private int blocks;
  private long written;

  /** A writer to a stream. */
  public BlockWriter(OutputStream out) {
    this.out = out;
    block.position(HEADER_BYTES);
  }

  /** Writes 4 bytes. */
  public void putInt(int value) throws IOException {
    ensure(Integer.BYTES);
    block.putInt(value);
  }

  /** Writes 8 bytes. */
  public void putLong(long value) throws IOException {
    ensure(Long.BYTES);
    block.putLong(value);
  }

  /** Writes 8 bytes: exactly the bits that the number has. */
  public void putDouble(double value) throws IOException {
    putLong(Double.doubleToRawLongBits(value));
  }

  /** Writes the numbers from {@code from} on. */
  public void putInts(int[] values, int from, int count) throws IOException {
    if (count < FEW) {
      for (int i = from; i < from + count; i++) {
        putInt(values[i]);
      }
      return;
    }
    for (int done = 0; done < count; ) {
      ensure(Integer.BYTES);
      int some = Math.min(count - done, block.remaining() / Integer.BYTES);
      block.asIntBuffer().put(values, from + done, some);
      block.position(block.position() + some * Integer.BYTES);
      done += some;
    }
  }

  /** Writes the first numbers. */
  public void putLongs(long[] values, int count) throws IOException {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        putLong(values[i]);
      }
      return;
    }
    for (int done = 0; done < count; ) {
      ensure(Long.BYTES);
      int some = Math.min(count - done, block.remaining() / Long.BYTES);
      block.asLongBuffer().put(values, done, some);
      block.position(block.position() + some * Long.BYTES);
      done += some;
    }
  }

  /** Writes the first bytes. */
  public void putBytes(byte[] values, int count) throws IOException {
    for (int done = 0; done < count; ) {
      ensure(1);
      int some = Math.min(count - done, block.remaining());
      block.put(values, done, some);
      done += some;
    }
  }

  /**
   * Writes a text: 4 bytes, and one for each character, two if any is beyond U+00FF. It comes back
   * as it is, halves of surrogate pairs included.
   */
  public void putText(String text) throws IOException {
    boolean wide = false;
    for (int i = 0; i < text.length() && !wide; i++) {
      wide = text.charAt(i) > Texts.LATIN_MAX;
    }
    putInt(text.length() << 1 | (wide ? 1 : 0));
    byte[] bytes = wide ? wide(text) : text.getBytes(StandardCharsets.ISO_8859_1);
    putBytes(bytes, bytes.length);
  }

  /** No charset: it would replace halves of surrogate pairs. */
  private static byte[] wide(String text) {
    byte[] bytes = new byte[Character.BYTES * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >>> Byte.SIZE);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** Writes what is left and the end, and flushes the stream. Nothing may follow. */
  public void finish() throws IOException {
    if (block.position() > HEADER_BYTES) {
      flush();
    }
    flush();
    out.flush();
  }

  /** How many bytes went to the stream so far. */
  public long written() {
    return written;
  }

  private void ensure(int bytes) throws IOException {
    if (block.remaining() < bytes) {
      if (block.capacity() < HEADER_BYTES + MAX_CONTENT) {
        grow();
      } else {
        flush();
      }
    }
  }

  private void grow() {
    int larger = Math.min(HEADER_BYTES + MAX_CONTENT, GROWTH * block.capacity());
    byte[] copy = Arrays.copyOf(block.array(), larger);
    block = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).position(block.position());
  }

  private void flush() throws IOException {
    int length = block.position() - HEADER_BYTES;
    block.putInt(0, length);
    block.putInt(Integer.BYTES, checksum(checksum, blocks++, block.array(), length));
    out.write(block.array(), 0, block.position());
    written += block.position();
    block.position(HEADER_BYTES);
  }

  /** The checksum of the block's place, its length, which is there, and its content. */
  static int checksum(CRC32C checksum, int place, byte[] block, int length) {
    checksum.reset();
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      checksum.update(place >>> shift);
    }
    checksum.update(block, 0, Integer.BYTES);
    checksum.update(block, HEADER_BYTES, length);
    return (int) checksum.getValue();
  }
}
