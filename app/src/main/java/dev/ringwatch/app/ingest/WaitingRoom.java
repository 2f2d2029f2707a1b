package dev.ringwatch.app.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room that the bodies of all requests under way share, so that no number of clients can fill
 * the memory. Safe for threads.
 */
final class WaitingRoom {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  WaitingRoom(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes room.
   *
   * @throws RoomFullException if there is not enough left; none was taken
   */
  void enter(int count) {
    if (bytes.addAndGet(count) > maxBytes) {
      leave(count);
      throw new RoomFullException(RETRY_AFTER);
    }
  }

  void leave(long count) {
    bytes.addAndGet(-count);
  }

  /** What is in the room. */
  long bytes() {
    return bytes.get();
  }
}
