package dev.ringwatch.flat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads what {@link BlockWriter} wrote, in the same order. A block is looked at only when its
 * checksum is right, so that a damaged or cut-off stream ends in an {@link UnusableStateException}
 * and gives no wrong number; memory grows with what was read and not with what is announced.
 *
 * <p>Used by one thread; the stream needs no buffer of its own and stays open.
 */
public final class BlockReader {

  /** So much is made room for at a time, whatever length is announced. */
  private static final int STEP = 1 << 16;

  private static final int FEW = 16;

  private final InputStream in;

  /** As large as the largest block so far. */
  private byte[] store = new byte[BlockWriter.HEADER_BYTES];

  /** A view of the store. */
  private ByteBuffer block = wrap(store);

  private final CRC32C checksum = new CRC32C();
  private int blocks;

  /** A reader of a stream. */
  public BlockReader(InputStream in) {
    this.in = in;
    block.limit(0);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads 4 bytes. */
  public int readInt() throws IOException {
    ensure(Integer.BYTES);
    return block.getInt();
  }

  /** Reads a number that cannot be negative, such as a size. */
  public int readCount() throws IOException {
    return readCount(Integer.MAX_VALUE);
  }

  /** The same, for one that has a limit. */
  public int readCount(int max) throws IOException {
    int count = readInt();
    if (count < 0 || count > max) {
      throw damaged();
    }
    return count;
  }

  /** Reads 8 bytes. */
  public long readLong() throws IOException {
    ensure(Long.BYTES);
    return block.getLong();
  }

  /** Reads a number with exactly the bits it had. */
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  /** Reads numbers into the places from {@code from} on. */
  public void readInts(int[] into, int from, int count) throws IOException {
    if (count < FEW) {
      for (int i = from; i < from + count; i++) {
        into[i] = readInt();
      }
      return;
    }
    for (int done = 0; done < count; ) {
      ensure(Integer.BYTES);
      int some = Math.min(count - done, block.remaining() / Integer.BYTES);
      block.asIntBuffer().get(into, from + done, some);
      block.position(block.position() + some * Integer.BYTES);
      done += some;
    }
  }

  /** Reads numbers into the first places. */
  public void readLongs(long[] into, int count) throws IOException {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        into[i] = readLong();
      }
      return;
    }
    for (int done = 0; done < count; ) {
      ensure(Long.BYTES);
      int some = Math.min(count - done, block.remaining() / Long.BYTES);
      block.asLongBuffer().get(into, done, some);
      block.position(block.position() + some * Long.BYTES);
      done += some;
    }
  }

  /** Reads so many ints; room is made for them as they come. */
  public int[] readInts(int count) throws IOException {
    int[] values = new int[Math.min(count, STEP)];
    for (int done = 0; done < count; ) {
      int some = Math.min(count - done, STEP);
      if (done + some > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
      }
      readInts(values, done, some);
      done += some;
    }
    return values;
  }

  /** Reads so many bytes; room is made for them as they come. */
  public byte[] readBytes(int count) throws IOException {
    byte[] values = new byte[Math.min(count, STEP)];
    for (int done = 0; done < count; ) {
      if (done == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
      }
      ensure(1);
      int some = Math.min(values.length - done, block.remaining());
      block.get(values, done, some);
      done += some;
    }
    return values;
  }

  /** Reads a text. */
  public String readText() throws IOException {
    int header = readCount();
    int length = header >>> 1;
    if ((header & 1) == 0) {
      if (length <= block.remaining()) {
        String text = new String(store, block.position(), length, StandardCharsets.ISO_8859_1);
        block.position(block.position() + length);
        return text;
      }
      return new String(readBytes(length), StandardCharsets.ISO_8859_1);
    }
    if (length > Integer.MAX_VALUE / Character.BYTES) {
      throw damaged();
    }
    byte[] bytes = readBytes(Character.BYTES * length);
    char[] characters = new char[length];
    for (int i = 0; i < length; i++) {
      characters[i] = (char) (bytes[2 * i] << Byte.SIZE | (bytes[2 * i + 1] & Texts.LATIN_MAX));
    }
    return new String(characters);
  }

  /** Makes sure that all was read, that the end is there, and that nothing follows it. */
  public void finish() throws IOException {
    if (block.hasRemaining() || nextBlock() != 0 || in.read() >= 0) {
      throw damaged();
    }
  }

  /** What to throw when something read cannot be. */
  public static UnusableStateException damaged() {
    return new UnusableStateException("the state is damaged or cut off");
  }

  private void ensure(int bytes) throws IOException {
    if (block.remaining() < bytes && (block.hasRemaining() || nextBlock() < bytes)) {
      throw damaged();
    }
  }

  /** Reads the next block; returns how long it is. */
  private int nextBlock() throws IOException {
    int header = BlockWriter.HEADER_BYTES;
    block.clear();
    if (in.readNBytes(store, 0, header) < header) {
      throw damaged();
    }
    int length = block.getInt(0);
    int sum = block.getInt(Integer.BYTES);
    if (length < 0 || length > BlockWriter.MAX_CONTENT) {
      throw damaged();
    }
    if (header + length > store.length) {
      store = Arrays.copyOf(store, header + length);
      block = wrap(store);
    }
    if (in.readNBytes(store, header, length) < length
        || sum != BlockWriter.checksum(checksum, blocks++, store, length)) {
      throw damaged();
    }
    block.position(header).limit(header + length);
    return length;
  }
}
