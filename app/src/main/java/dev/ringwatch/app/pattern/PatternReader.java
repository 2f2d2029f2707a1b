package dev.ringwatch.app.pattern;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.page.Remembered;
import dev.ringwatch.app.threshold.ThresholdReader;
import dev.ringwatch.postgres.results.BurstHours;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the figures of the panels, the dear ones at most once a minute. Safe for threads. */
@Component
final class PatternReader {

  /** How far back the thresholds are shown. */
  static final Duration DRIFT = Duration.ofDays(30);

  /** How many days the bursts are shown of, today's among them. */
  static final int BURST_DAYS = 7;

  /** How long accounts are not counted again. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_THRESHOLDS = 200;

  private final PatternSources sources;
  private final ThresholdReader thresholds;
  private final Clock clock;
  private final Remembered<Grouped> accounts;

  PatternReader(PatternSources sources, ThresholdReader thresholds, Clock clock) {
    this.sources = sources;
    this.thresholds = thresholds;
    this.clock = clock;
    this.accounts = new Remembered<>(this::count, KEPT, clock);
  }

  private Grouped count() throws SQLException {
    double from = thresholds.holds().accountFrom();
    // Whole seconds, so that the times in the addresses of lists are those of the figures.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Grouped(sources.accounts().read(now, from), from, now);
  }

  /** Accounts in groups, as they were within the last minute. */
  Grouped accounts() throws SQLException, InterruptedException {
    return accounts.get().what();
  }

  /**
   * Bursts.
   *
   * @param from the beginning of the first day
   * @param hours bursts by the beginning of the hour; without those that had no event
   * @param counted up to where hours are counted; empty if none is
   */
  record Bursts(Instant from, Map<Instant, Long> hours, Optional<Instant> counted) {}

  /** The bursts of the last days. */
  Bursts bursts() throws SQLException {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    Instant from = today.minus(Duration.ofDays(BURST_DAYS - 1));
    BurstHours bursts = sources.bursts();
    return new Bursts(from, bursts.between(from, today.plus(Duration.ofDays(1))), bursts.counted());
  }

  /** The thresholds of accounts that were worked out last, the newest first. */
  List<KeptThreshold> thresholds() throws SQLException {
    return sources.thresholds().page(IncidentKind.ACCOUNT, null, Long.MAX_VALUE, MOST_THRESHOLDS);
  }
}
