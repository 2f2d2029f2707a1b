package dev.ringwatch.app.archive;

import dev.ringwatch.app.duty.Duty;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the days that retention has passed, and drops them. On a thread of its own, because a
 * large day takes minutes.
 */
final class ArchiveUpkeep implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveUpkeep.class);

  private final Archive archive;
  private final int retentionDays;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("archive").daemon().factory());

  ArchiveUpkeep(Archive archive, int retentionDays, Clock clock) {
    this.archive = archive;
    this.retentionDays = retentionDays;
    this.clock = clock;
  }

  /** Does it now, and then every hour. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::once, 0, 1, TimeUnit.HOURS);
  }

  private void once() {
    try {
      archive.dropBefore(
          LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(retentionDays));
    } catch (SQLException e) {
      LOG.warn("the archive of days failed and is tried again: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("the archive of days failed and is tried again", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
