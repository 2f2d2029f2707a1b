package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.calibrate.Findings;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.threshold.CalibrationBasis;
import dev.ringwatch.postgres.threshold.DayScores;
import dev.ringwatch.postgres.threshold.FlaggedDays;
import dev.ringwatch.postgres.threshold.NewThreshold;
import dev.ringwatch.postgres.threshold.OpenedAccounts;
import dev.ringwatch.postgres.threshold.ThresholdState;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Calibrates the threshold of accounts from the verdicts that stand, and says what it comes to. Of
 * rings there is no random sample, so that no bound can be kept: theirs is chosen by people. Safe
 * for threads.
 */
final class Calibrator {

  /** So many whole days before now show what a threshold would have flagged. */
  static final int DAYS_SHOWN = 7;

  /**
   * A threshold that could be lower by less than this stays as it is: it keeps the bound all the
   * same, and people are not asked for a trifle. One that must be higher is always proposed.
   */
  static final double LEAST_FALL = 1;

  /** Scores are tenths; less is no difference. */
  private static final double SAME = 0.05;

  private final CalibrationLabels labels;
  private final DayScores scores;
  private final FlaggedDays flagged;
  private final OpenedAccounts opened;
  private final LearnedBlends blends;
  private final CalibrationSettings settings;

  Calibrator(DataSource dataSource, CalibrationLabels labels, CalibrationSettings settings) {
    this.labels = labels;
    this.scores = new DayScores(dataSource);
    this.flagged = new FlaggedDays(dataSource);
    this.opened = new OpenedAccounts(dataSource);
    this.blends = new LearnedBlends(dataSource);
    this.settings = settings;
  }

  /**
   * Calibrates as of now. Takes as long as reading the scores of a week: about a second for a
   * million of them.
   *
   * @param holds the threshold that holds
   */
  NewThreshold calibrate(double holds, Instant now) throws SQLException {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    Instant from = begin(now);
    Instant shown = today.minus(Duration.ofDays(DAYS_SHOWN));
    List<double[]> days = scores.between(shown, today);
    List<CalibrationLabel> kept = labels.between(from, now);
    List<String> accounts = kept.stream().map(CalibrationLabel::account).toList();
    LabelsNow made =
        new LabelsNow(
            days,
            Duration.between(Instant.EPOCH, shown).toDays(),
            flagged.of(accounts),
            opened.of(accounts));
    Findings findings = Findings.of(settings.config(), made.of(kept), days);
    ThresholdReport report = new ThresholdReport(findings, holds);
    Optional<BoundedThreshold> bounded = findings.calibrated().candidates().bounded();
    return switch (findings.calibrated().outcome()) {
      case Outcome.Refused refused ->
          new NewThreshold(
              IncidentKind.ACCOUNT,
              ThresholdState.REFUSED,
              null,
              holds,
              refused.refusal().sentence(),
              basis(findings, bounded, from, now, report.json()));
      case Outcome.Chosen chosen ->
          new NewThreshold(
              IncidentKind.ACCOUNT,
              state(chosen.threshold(), holds),
              chosen.threshold(),
              holds,
              sentence(chosen, holds),
              basis(findings, bounded, from, now, report.json(changed(chosen, holds, now))));
    };
  }

  /**
   * Labels of before what verdicts taught began to move scores, or ceased to, are of other scores;
   * and those that were learned from would flatter them.
   */
  private Instant begin(Instant now) throws SQLException {
    Instant window = now.minus(Duration.ofDays(settings.windowDays()));
    return blends.lastChange().filter(window::isBefore).orElse(window);
  }

  private static ThresholdState state(double threshold, double holds) {
    boolean isLower = threshold <= holds - LEAST_FALL;
    return isLower || threshold > holds + SAME ? ThresholdState.PROPOSED : ThresholdState.UNCHANGED;
  }

  private static String sentence(Outcome.Chosen chosen, double holds) {
    if (state(chosen.threshold(), holds) == ThresholdState.PROPOSED) {
      return chosen.sentence();
    }
    return Math.abs(chosen.threshold() - holds) <= SAME
        ? "what holds is what is asked for: " + chosen.sentence()
        : Numbers.score(chosen.threshold())
            + " would do, which is too little below what holds to change it: "
            + chosen.sentence();
  }

  private CalibrationBasis basis(
      Findings findings,
      Optional<BoundedThreshold> bounded,
      Instant from,
      Instant to,
      String report) {
    return new CalibrationBasis(
        settings.bound().maxRate(),
        settings.bound().confidence(),
        ThresholdReport.benignAudited(findings.labelled()),
        bounded.map(BoundedThreshold::violation).orElse(null),
        from,
        to,
        report);
  }

  /** Whom it would flag that what holds does not, or the other way round. */
  private ThresholdReport.Changed changed(Outcome.Chosen chosen, double holds, Instant now)
      throws SQLException {
    double low = Math.min(chosen.threshold(), holds);
    double high = Math.max(chosen.threshold(), holds);
    Instant active = now.minus(Duration.ofDays(1));
    return new ThresholdReport.Changed(
        chosen.threshold(), scores.accounts(low, high, active, ThresholdReport.MOST_ACCOUNTS));
  }
}
