package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.Calibrated;
import dev.ringwatch.calibrate.Calibration;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.GroupErrors;
import dev.ringwatch.calibrate.GroupedScore;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.RankingQuality;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a calibration's answers are made of.
 *
 * @param config what the threshold has to keep to
 * @param labelled the labels with their scores
 * @param days the scores of all accounts by day
 * @param calibrated what was found
 * @param quality the curves; empty if all labels say the same
 */
public record Findings(
    CalibrationConfig config,
    LabelledAccounts labelled,
    List<double[]> days,
    Calibrated calibrated,
    Optional<RankingQuality> quality) {

  /**
   * Calibrates.
   *
   * @param days the scores of all accounts, labelled or not: an array for each day
   */
  public static Findings of(
      CalibrationConfig config, LabelledAccounts labelled, List<double[]> days) {
    return new Findings(
        config,
        labelled,
        days,
        Calibration.of(labelled.scores(), days, config),
        Calibration.quality(labelled.scores()));
  }

  /** Scored accounts, each counting once for each of its days. */
  long accounts() {
    return days.stream().mapToLong(day -> day.length).sum();
  }

  /** How the threshold errs by group; empty if there is none, or labels name no group. */
  List<GroupErrors> groups() {
    if (!(calibrated.outcome() instanceof Outcome.Chosen chosen)) {
      return List.of();
    }
    List<GroupedScore> grouped =
        labelled.accounts().stream()
            .map(account -> new GroupedScore(account.score(), account.label().groups()))
            .toList();
    return GroupErrors.of(grouped, chosen.threshold(), config.bound());
  }

  /** Whether the threshold held on later days; empty if there is only one day. */
  Optional<LaterDays> laterDays() {
    return LaterDays.of(labelled, config);
  }
}
