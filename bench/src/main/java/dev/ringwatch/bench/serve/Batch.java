package dev.ringwatch.bench.serve;

import java.util.Arrays;

/**
 * The body of one request, in a buffer that is used for the next when this one is done with. Used
 * by one thread.
 */
final class Batch {

  /** The time of a batch that is sent as soon as it can be. */
  static final long AT_ONCE = 0;

  private byte[] bytes = new byte[1 << 16];
  private int length;
  private int events;
  private long first;
  private long dueNanos = AT_ONCE;

  /** Empties it for other events, of which {@code first} is the number of the first. */
  void begin(long firstEvent, long due) {
    length = 0;
    events = 0;
    first = firstEvent;
    dueNanos = due;
  }

  /** Makes room for more bytes and returns the buffer that has it, from {@link #length} on. */
  byte[] room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    return bytes;
  }

  /** Counts what was written into the room. */
  void added(int moreBytes, int moreEvents) {
    length += moreBytes;
    events += moreEvents;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int events() {
    return events;
  }

  /** The number of its first event among all that are sent; the others follow. */
  long first() {
    return first;
  }

  /** When it was due, on {@link System#nanoTime}'s clock, or {@link #AT_ONCE}. */
  long dueNanos() {
    return dueNanos;
  }
}
