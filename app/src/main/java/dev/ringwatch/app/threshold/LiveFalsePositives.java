package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.alert.PolicyTimeline.Change;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.threshold.FlaggedDays;
import dev.ringwatch.postgres.threshold.FlaggedDays.FlaggedDay;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * How many benign accounts of the random sample were flagged since the threshold holds: on the day
 * that they were sampled for they reached it, or had an incident opened between ticks. Only whole
 * days count. Safe for threads.
 */
public final class LiveFalsePositives {

  private final DataSource dataSource;
  private final CalibrationLabels labels;
  private final FlaggedDays flagged;
  private final ThresholdsInForce thresholds;
  private final CalibrationSettings settings;

  LiveFalsePositives(
      DataSource dataSource,
      CalibrationLabels labels,
      ThresholdsInForce thresholds,
      CalibrationSettings settings) {
    this.dataSource = dataSource;
    this.labels = labels;
    this.flagged = new FlaggedDays(dataSource);
    this.thresholds = thresholds;
    this.settings = settings;
  }

  /**
   * What was seen.
   *
   * @param threshold the one that holds
   * @param since from when labels count
   * @param check what they say against the bound
   */
  public record Live(double threshold, Instant since, FalsePositiveCheck check) {}

  /** What was seen up to now. */
  public Live look(Instant now) throws SQLException {
    PolicyTimeline timeline;
    try (Connection connection = dataSource.getConnection()) {
      timeline = thresholds.decided(connection);
    }
    double holds = timeline.at(Tick.of(now)).accountFrom();
    Instant since = since(timeline, now);
    List<CalibrationLabel> benign =
        labels.between(since, now).stream()
            .filter(label -> label.origin() == VerdictOrigin.AUDIT)
            .filter(label -> label.judgement() == Judgement.BENIGN)
            .filter(label -> label.highestScore() != null)
            .toList();
    Map<FlaggedDay, Double> days =
        flagged.of(benign.stream().map(CalibrationLabel::account).toList());
    long count =
        benign.stream()
            .filter(label ->
                Objects.requireNonNull(label.highestScore()) >= holds
                    || days.containsKey(new FlaggedDay(label.account(), label.day())))
            .count();
    return new Live(
        holds, since, new FalsePositiveCheck(count, benign.size(), settings.bound().maxRate()));
  }

  /** The first whole day that it holds for, within the window of labels. */
  private Instant since(PolicyTimeline timeline, Instant now) {
    Instant first = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(settings.windowDays()));
    return timeline.changes().stream()
        .filter(change -> change.kind() == IncidentKind.ACCOUNT)
        .map(Change::effectiveFrom)
        .filter(tick -> tick.compareTo(Tick.of(now)) <= 0)
        .map(tick -> tick.start().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)))
        .filter(day -> day.isAfter(first))
        .reduce((earlier, later) -> later)
        .orElse(first);
  }
}
