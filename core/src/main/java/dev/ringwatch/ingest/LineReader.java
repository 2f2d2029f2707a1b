package dev.ringwatch.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts a stream of bytes into lines. A line can be extended by the lines after it and cut back
 * again, for records of several lines. However long a line is, no more than the longest allowed one
 * is kept. Used by one thread.
 */
final class LineReader implements Closeable {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH_BYTE = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int INITIAL_BYTES = 1 << 16;

  private final InputStream in;
  private final int maxBytes;
  private byte[] bytes;
  private int from;
  private int to;
  private int firstEnd;
  private int nextFrom;
  private int limit;
  private long line;
  private int lines;
  private boolean tooLong;
  private boolean complete = true;
  private boolean ended;

  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.bytes = new byte[Math.min(INITIAL_BYTES, Math.max(maxBytes, 1024) + 2)];
  }

  /** Moves to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    line += lines;
    from = nextFrom;
    lines = 0;
    tooLong = false;
    int end = endOfLine(from);
    if (end < 0 && from == limit) {
      return false;
    }
    lines = 1;
    if (tooLong) {
      to = from + Math.min(limit - from, Math.min(maxBytes, 4 * Rejected.MAX_TEXT + 4));
      skipRestOfLine();
      return true;
    }
    endAt(end);
    firstEnd = nextFrom;
    return true;
  }

  /**
   * Adds the next line to this one; false, and nothing changed, at the end or where the record
   * would get too long.
   */
  boolean extend() throws IOException {
    int length = nextFrom - from;
    if (nextFrom - from > maxBytes) {
      return false;
    }
    int end = endOfLine(nextFrom);
    if (tooLong || (end < 0 && from + length == limit)) {
      tooLong = false;
      return false;
    }
    endAt(end);
    lines++;
    return true;
  }

  /** Cuts an extended line back to the first one; {@link #next} goes on with the second. */
  void cutBack() {
    lines = 1;
    nextFrom = firstEnd;
    to = withoutLineEnd(firstEnd);
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  /** Where the line ends, without its line end. */
  int to() {
    return to;
  }

  /** The number of the (first) line, from 1. */
  long line() {
    return line + 1;
  }

  /** How many lines it has. */
  int lines() {
    return lines;
  }

  /** Whether the line was longer than allowed; only its beginning is there. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line has a line end; only the last one may lack it. */
  boolean isComplete() {
    return complete;
  }

  /** The beginning of the line as text. */
  String text() {
    String text = TextPool.text(bytes, from, Math.min(to, from + 4 * Rejected.MAX_TEXT + 4));
    return tooLong && text.length() <= Rejected.MAX_TEXT + 1 ? text + "…" : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void endAt(int end) {
    complete = end >= 0;
    nextFrom = complete ? end + 1 : limit;
    to = withoutLineEnd(nextFrom);
  }

  private int withoutLineEnd(int end) {
    int at = end;
    if (at > from && bytes[at - 1] == '\n') {
      at--;
    }
    return at > from && bytes[at - 1] == '\r' ? at - 1 : at;
  }

  /**
   * Finds the line end at or after an offset; -1 if the stream ends before or the record gets too
   * long.
   */
  private int endOfLine(int start) throws IOException {
    int searched = start - from;
    while (true) {
      int end = indexOfLineFeed(bytes, from + searched, limit);
      if ((end < 0 ? limit : end) - from > maxBytes + 1) {
        tooLong = true;
        return -1;
      }
      if (end >= 0) {
        return end;
      }
      searched = limit - from;
      if (!fill()) {
        return -1;
      }
    }
  }

  private void skipRestOfLine() throws IOException {
    int kept = to - from;
    while (true) {
      int end = indexOfLineFeed(bytes, from + kept, limit);
      if (end >= 0) {
        complete = true;
        nextFrom = end + 1;
        return;
      }
      limit = from + kept;
      nextFrom = limit;
      if (!fill()) {
        complete = false;
        nextFrom = limit;
        return;
      }
    }
  }

  /** Reads more bytes behind the record, which may move it; false at the end. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (limit == bytes.length) {
      makeRoom();
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    ended = count < 0;
    limit += Math.max(count, 0);
    return !ended;
  }

  private void makeRoom() {
    int used = limit - from;
    byte[] target = used > bytes.length / 2 ? new byte[Math.max(2 * used, 64)] : bytes;
    System.arraycopy(bytes, from, target, 0, used);
    bytes = target;
    nextFrom = Math.max(nextFrom - from, 0);
    firstEnd = Math.max(firstEnd - from, 0);
    to = Math.max(to - from, 0);
    limit = used;
    from = 0;
  }

  /** The first line feed in a range, or -1. Looks at eight bytes at a time. */
  static int indexOfLineFeed(byte[] bytes, int start, int end) {
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long zeroWhereFeed = (long) LONGS.get(bytes, at) ^ ('\n' * EACH_BYTE);
      long found = (zeroWhereFeed - EACH_BYTE) & ~zeroWhereFeed & HIGH_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    for (; at < end; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
