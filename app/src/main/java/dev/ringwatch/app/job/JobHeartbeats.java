package dev.ringwatch.app.job;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.postgres.log.StoredControls;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets the time of a silent log go on for the job, which then closes its last ticks: as long as
 * events wait in open ticks, or a model for its first tick, and when what a hunt found has stood
 * for its time. Used by one thread.
 */
final class JobHeartbeats {

  private static final Tick END = new Tick(Long.MAX_VALUE);

  private final EventLog log;
  private final JobSources sources;
  private final Duration after;
  private final LongSupplier nanoClock;

  /** When the latest event was that has come, and since when no later one has. */
  private Instant latest = Instant.MIN;

  private long silentSince;

  /** The last entry of the tables that was looked at. */
  private long seenSeq = -1;

  private long lastBeat;

  /**
   * Heartbeats into a log.
   *
   * @param after how long it may be silent
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  JobHeartbeats(EventLog log, JobSources sources, Duration after, LongSupplier nanoClock) {
    this.log = log;
    this.sources = sources;
    this.after = after;
    this.nanoClock = nanoClock;
  }

  /**
   * Writes one if it is time to, and something waits for it.
   *
   * @param closed the last tick of which the job has written all; empty before the first
   * @param standing what hunts found
   */
  void consider(Optional<Tick> closed, Iterable<FindingsInForce> standing)
      throws SQLException, IOException {
    long now = nanoClock.getAsLong();
    long end = log.readableSeq();
    if (end != seenSeq) {
      seenSeq = end;
      Instant last = sources.controls().latestEvent().orElse(Instant.MIN);
      if (last.isAfter(latest)) {
        latest = last;
        silentSince = now;
        lastBeat = now;
      }
    }
    if (latest.equals(Instant.MIN) || now - lastBeat < after.toNanos()) {
      return;
    }
    lastBeat = now;
    Instant reached = latest.plusNanos(now - silentSince);
    if (waits(closed, Tick.of(latest), Tick.of(reached), standing)) {
      beat(reached);
    }
  }

  private boolean waits(
      Optional<Tick> closed, Tick ofLatest, Tick reached, Iterable<FindingsInForce> standing)
      throws SQLException {
    if (closed.filter(tick -> tick.compareTo(ofLatest) >= 0).isEmpty()) {
      return true;
    }
    Tick last = closed.get();
    for (FindingsInForce one : standing) {
      if (one.until().compareTo(last) > 0 && one.until().compareTo(reached) <= 0) {
        return true;
      }
    }
    return sources
        .controls()
        .holding(ControlRecords.MODEL, END)
        .map(StoredControls.Place::from)
        .filter(from -> from.compareTo(last) > 0)
        .isPresent();
  }

  private void beat(Instant reached) throws IOException {
    try {
      long _ = log.append(ControlRecords.heartbeat(reached));
    } catch (LogUnavailableException e) {
      throw new IOException("no heartbeat could be written: " + e.getMessage(), e);
    }
  }
}
