package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.postgres.verdict.AuditSample;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the random sample of each day, when it is over. */
public final class AuditDraws implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditDraws.class);

  /** What comes later than this after a day's end is not in its sample. */
  private static final Duration LATE = Duration.ofHours(1);

  private static final int MINUTES_BETWEEN_LOOKS = 10;

  private final AuditSample sample;
  private final Audit audit;
  private final int perDay;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-draws").daemon().factory());

  /**
   * Draws samples.
   *
   * @param perDay how many accounts; 0 for none
   */
  public AuditDraws(AuditSample sample, Audit audit, int perDay, Clock clock) {
    this.sample = sample;
    this.audit = audit;
    this.perDay = perDay;
    this.clock = clock;
  }

  /** Looks every few minutes whether a day is over that was not drawn for. */
  @Override
  public void start() {
    if (perDay > 0) {
      // It ends with the timer, and what fails is caught.
      ScheduledFuture<?> _ =
          timer.scheduleWithFixedDelay(this::tryOnce, 1, MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
    }
  }

  private void tryOnce() {
    try {
      once();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The random sample was not drawn and is tried again: {}", e.toString());
    }
  }

  /**
   * Draws the sample of the day that was over last, if that was not done yet.
   *
   * @return how many accounts were drawn
   */
  int once() throws SQLException {
    LocalDate day = LocalDate.ofInstant(clock.instant().minus(LATE), ZoneOffset.UTC).minusDays(1);
    int drawn = sample.draw(day, perDay, clock.instant());
    if (drawn > 0) {
      audit.record(
          Who.system(),
          AuditAction.AUDIT_ITEM_DRAW,
          "",
          Audit.DONE,
          Map.of("day", day.toString(), "items", Integer.toString(drawn)));
    }
    return drawn;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
