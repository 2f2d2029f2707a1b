package dev.ringwatch.app.summary;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.threshold.LiveFalsePositives;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.postgres.figures.AccountTotals;
import dev.ringwatch.postgres.figures.FigureReader;
import dev.ringwatch.postgres.figures.HourFigures;
import dev.ringwatch.postgres.figures.Metric;
import dev.ringwatch.postgres.figures.Spreads;
import dev.ringwatch.postgres.results.NewestMarks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the figures of the overview: each minute what was counted and how it stands, so that nobody
 * who looks makes it count. It looks at how far detection is behind each second. What fails is said
 * and done the next minute; figures are of hours, so that nothing is missing then.
 */
public final class FigureKeeper implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FigureKeeper.class);

  /** What costs more than a look into an index is done so often. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  /** So many days of enforcement are compared with each other. */
  private static final int DAYS = 28;

  private static final Duration A_DAY = Duration.ofDays(1);

  private final Kept kept;
  private final Detection detection;
  private final Health health;
  private final LiveFalsePositives live;
  private final InstantSource clock;
  private final Map<String, Double> lags = new HashMap<>();
  private Instant next = Instant.MIN;
  private Instant nextSeldom = Instant.MIN;
  private long verdictMark = -1;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("figures").daemon().factory());

  /**
   * Where figures are kept.
   *
   * @param hours takes them
   * @param totals how many accounts there are
   * @param reader what was kept
   * @param marks whether anything was decided
   */
  record Kept(HourFigures hours, AccountTotals totals, FigureReader reader, NewestMarks marks) {

    static Kept in(DataSource database) {
      return new Kept(
          new HourFigures(database),
          new AccountTotals(database),
          new FigureReader(database),
          new NewestMarks(database));
    }
  }

  FigureKeeper(
      Kept kept, Detection detection, Health health, LiveFalsePositives live, InstantSource clock) {
    this.kept = kept;
    this.detection = detection;
    this.health = health;
    this.live = live;
    this.clock = clock;
  }

  /** Keeps them from now on. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  /** Something that is kept. */
  private interface Piece {
    void keep(Instant now) throws SQLException;
  }

  private void look() {
    Instant now = clock.instant();
    tryTo("how far detection is behind", now, this::noteLag);
    if (!now.isBefore(next)) {
      next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      keep(now);
    }
  }

  /** Writes all figures as they are now. */
  private void keep(Instant now) {
    tryTo("how many accounts there are", now, at -> kept.totals.countOnce());
    tryTo("how it stands", now, kept.hours::measure);
    tryTo("what was opened and decided", now, kept.hours::count);
    tryTo("how far detection was behind", now, this::keepLags);
    boolean isSeldom = !now.isBefore(nextSeldom);
    nextSeldom = isSeldom ? now.plus(SELDOM) : nextSeldom;
    tryTo("what people found", now, at -> keepVerdicts(at, isSeldom));
    if (isSeldom) {
      tryTo("how many innocent accounts are flagged", now, this::keepSample);
      tryTo("how unusual enforcement is", now, this::keepEnforcement);
    }
  }

  private static void tryTo(String what, Instant now, Piece piece) {
    try {
      piece.keep(now);
    } catch (SQLException e) {
      LOG.warn("{}: this could not be kept and is tried again soon: {}", what, e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("{}: this could not be kept and is tried again soon", what, e);
    }
  }

  private void noteLag(Instant now) {
    DetectionStatus status = detection.status();
    if (status.state() != DetectionStatus.State.STARTING && !status.isLeftToFlink()) {
      lags.merge(Spreads.LAG.label(health.lag()), 1.0, Double::sum);
    }
  }

  /** Whatever becomes of it, it is not added again. */
  private void keepLags(Instant now) throws SQLException {
    Map<String, Double> seconds = Map.copyOf(lags);
    lags.clear();
    kept.hours.add(Metric.LAG, seconds, now);
  }

  /** When somebody decided, and now and then, for days pass. */
  private void keepVerdicts(Instant now, boolean isSeldom) throws SQLException {
    long mark = kept.marks.read().verdict();
    if (isSeldom || mark != verdictMark) {
      kept.hours.countVerdicts(now);
      verdictMark = mark;
    }
  }

  private void keepSample(Instant now) throws SQLException {
    FalsePositiveCheck check = live.look(now).check();
    kept.hours.put(
        Metric.SAMPLE,
        Map.of("benign", (double) check.benign(), "flagged", (double) check.flagged()),
        now);
  }

  private void keepEnforcement(Instant now) throws SQLException {
    Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    List<Double> enforced = kept.reader.counted(Metric.ENFORCED, end, A_DAY, DAYS);
    List<Double> events = kept.reader.counted(Metric.EVENTS, end, A_DAY, DAYS);
    OptionalDouble spreads = EnforcementSpike.of(enforced, events);
    kept.hours.put(Metric.ENFORCEMENT_SPREADS, Map.of("", spreads.orElse(0)), now);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
