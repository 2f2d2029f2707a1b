package dev.ringwatch.app.page;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something that is dear to read and shown often: read when somebody asks, and kept for a while, so
 * that it is read once however many look. What could not be read is not kept. Safe for threads.
 *
 * @param <T> what it is
 */
public final class Remembered<T> {

  private final Panels.Reading<T> reading;
  private final Duration keep;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Read<T> last;

  /**
   * Something, not read yet.
   *
   * @param keep for how long it is shown without being read again
   */
  public Remembered(Panels.Reading<T> reading, Duration keep, InstantSource clock) {
    this.reading = reading;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * What was read, and when.
   *
   * @param <T> what it is
   */
  public record Read<T>(T what, Instant at) {}

  /** It, as it was read last or is now. Who asks meanwhile waits for who reads. */
  public Read<T> get() throws SQLException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Instant now = clock.instant();
      Read<T> kept = last;
      if (kept != null && now.isBefore(kept.at().plus(keep)) && !now.isBefore(kept.at())) {
        return kept;
      }
      Read<T> fresh = new Read<>(reading.read(), now);
      last = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }
}
