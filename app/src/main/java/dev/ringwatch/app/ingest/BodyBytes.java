package dev.ringwatch.app.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, counted while it is read against its own limit and against the room that all
 * requests share. Used by one thread.
 */
final class BodyBytes extends FilterInputStream {

  private final WaitingRoom room;
  private final long maxBytes;
  private long bytes;

  BodyBytes(InputStream in, long maxBytes, WaitingRoom room) {
    super(in);
    this.maxBytes = maxBytes;
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      room.enter(count);
      bytes += count;
      if (bytes > maxBytes) {
        throw new BodyTooLargeException("the body is larger than " + maxBytes + " bytes");
      }
    }
    return count;
  }

  /** What of the body is in the waiting room, and has to be given back. */
  long bytes() {
    return bytes;
  }
}
