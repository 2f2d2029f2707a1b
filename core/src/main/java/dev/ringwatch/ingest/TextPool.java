package dev.ringwatch.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a column's texts mean, so that a text that comes again costs neither a new string
 * nor a new look: an event log repeats its accounts, addresses and devices. A direct-mapped cache:
 * a text that falls on another's place replaces it, so the memory is bounded and a lookup takes one
 * comparison. Used by one thread.
 *
 * @param <T> what a text means
 */
final class TextPool<T> {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long STEP = 0x9E3779B97F4A7C15L;

  /**
   * The longest text that is remembered, and room for its length. The texts lie side by side in one
   * array: looking at scattered objects instead costs a cache miss for each, which is more than a
   * new string.
   */
  private static final int SLOT_BYTES = 48;

  private final Function<String, @Nullable T> meaning;
  private final int mask;
  private final byte[] slots;
  private final @Nullable Object[] values;

  /** A pool of {@code 2^bits} places for a function that depends on the text only. */
  TextPool(int bits, Function<String, @Nullable T> meaning) {
    this.meaning = meaning;
    this.mask = (1 << bits) - 1;
    this.slots = new byte[SLOT_BYTES << bits];
    this.values = new Object[1 << bits];
    // An empty text and an empty place look alike, so the empty text's own place is filled at once.
    int place = hash(slots, 0, 0) & mask;
    values[place] = meaning.apply("");
  }

  /** What the text between two offsets means; null if its meaning is that there is nothing. */
  @SuppressWarnings("unchecked") // only values of type T are stored
  @Nullable T get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length >= SLOT_BYTES) {
      return meaning.apply(text(bytes, from, to));
    }
    int place = hash(bytes, from, to) & mask;
    int slot = place * SLOT_BYTES;
    if (slots[slot] == length
        && Arrays.equals(slots, slot + 1, slot + 1 + length, bytes, from, to)) {
      return (T) values[place];
    }
    T value = meaning.apply(text(bytes, from, to));
    slots[slot] = (byte) length;
    System.arraycopy(bytes, from, slots, slot + 1, length);
    values[place] = value;
    return value;
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * STEP;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << 8) | (bytes[at] & 0xFF);
    }
    hash = (hash ^ rest) * STEP;
    return (int) (hash >>> 40);
  }
}
