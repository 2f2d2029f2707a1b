package dev.ringwatch.app.detection;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.EmbeddedDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the time of a silent log go on, so that its last ticks close: as long as events wait in open
 * ticks, or a model for its first tick, and when what a hunt found has stood for its time, the time
 * of the newest event goes on with the clock. A heartbeat is a record of the log, because what
 * closes a tick must be the same at every replay. Used by the detection thread.
 */
final class Heartbeats {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final EventLog log;
  private final Duration after;
  private final Background background;
  private final LongSupplier nanoClock;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private long silentSince;
  private long lastBeat;

  /** How far the log's time had come when it fell silent; null until that is known. */
  private @Nullable Instant before;

  /**
   * Heartbeats into a log.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  Heartbeats(EventLog log, Duration after, Background background, LongSupplier nanoClock) {
    this.log = log;
    this.after = after;
    this.background = background;
    this.nanoClock = nanoClock;
    heard();
  }

  /** An event came. */
  void heard() {
    before = null;
    silentSince = nanoClock.getAsLong();
    lastBeat = silentSince;
  }

  /** How far the log's time has come, in which silence passes too. */
  Instant present(EmbeddedDriver driver) {
    Instant from = before == null ? driver.reached().orElse(Instant.EPOCH) : before;
    return from.plusNanos(nanoClock.getAsLong() - silentSince);
  }

  /** Writes a heartbeat if the log has been silent for long enough and something waits for it. */
  void consider(EmbeddedDriver driver) {
    long now = nanoClock.getAsLong();
    if (now - lastBeat < after.toNanos() || !running.isDone()) {
      return;
    }
    before = before == null ? driver.reached().orElse(Instant.EPOCH) : before;
    Instant reached = present(driver);
    if (!driver.waitsForTime() && !driver.endsFindingsBy(Tick.of(reached))) {
      return;
    }
    lastBeat = now;
    running = background.run("a heartbeat", () -> beat(reached));
  }

  private void beat(Instant reached) {
    try {
      log.append(ControlRecords.heartbeat(reached));
    } catch (LogUnavailableException e) {
      LOG.warn("no heartbeat could be written: {}", e.getMessage());
    }
  }
}
