package dev.ringwatch.app.pattern;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.BurstHours;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the bursts of hours that are over, once each. After a first start, or where it has not
 * looked for long, it goes back over the days that are shown, a little at a time; what is older
 * stays uncounted.
 */
final class BurstWatch implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BurstWatch.class);
  private static final int SECONDS = 5;

  /** How far back hours are counted: as far as they are shown. */
  private static final Duration FIRST = Duration.ofDays(PatternReader.BURST_DAYS);

  /** Counts are kept as long as those of minutes. */
  private static final Duration KEPT = Duration.ofDays(70);

  /** For so long it counts at one look. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Supplier<Optional<Tick>> closed;
  private final BurstHours hours;
  private final LongSupplier nanoClock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("burst-watch").daemon().factory());

  /**
   * Counts, once it is started.
   *
   * @param closed gives the last closed tick
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  BurstWatch(Supplier<Optional<Tick>> closed, BurstHours hours, LongSupplier nanoClock) {
    this.closed = closed;
    this.hours = hours;
    this.nanoClock = nanoClock;
  }

  /** Counts the hours that a server's detection has closed. */
  static BurstWatch of(Detection detection, BurstHours hours) {
    return new BurstWatch(() -> detection.status().closed(), hours, System::nanoTime);
  }

  /** Counts from now on. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::tryTo, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void tryTo() {
    try {
      look();
    } catch (SQLException e) {
      LOG.warn("bursts could not be counted, and are again soon: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("bursts could not be counted, and are again soon", e);
    }
  }

  /**
   * Counts what there is to count, for a second at most.
   *
   * @return whether all is counted
   */
  boolean look() throws SQLException {
    Optional<Tick> tick = closed.get();
    if (tick.isEmpty()) {
      return true;
    }
    long begun = nanoClock.getAsLong();
    Instant end = tick.get().end().truncatedTo(ChronoUnit.HOURS);
    Instant first = end.minus(FIRST);
    Instant hour = hours.counted().filter(upTo -> upTo.isAfter(first)).orElse(first);
    if (!hour.isBefore(end)) {
      return true;
    }
    while (hour.isBefore(end)) {
      if (nanoClock.getAsLong() - begun > AT_ONCE.toNanos()) {
        return false;
      }
      hours.count(hour);
      hour = hour.plus(BurstHours.HOUR);
    }
    hours.forgetBefore(end.minus(KEPT));
    return true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
