package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.AccountDays;
import dev.ringwatch.calibrate.Calibrated;
import dev.ringwatch.calibrate.Calibration;
import dev.ringwatch.calibrate.RankingQuality;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a calibration's answers are made of.
 *
 * @param request what was asked
 * @param labelled the labels with their scores
 * @param days the scores of all accounts by day
 * @param calibrated what was found
 * @param quality the curves; empty if all labels say the same
 */
record Findings(
    CalibrationRequest request,
    LabelledAccounts labelled,
    List<double[]> days,
    Calibrated calibrated,
    Optional<RankingQuality> quality) {

  static Findings of(CalibrationRequest request, LabelledAccounts labelled, AccountDays days) {
    List<double[]> scores = days.scores();
    return new Findings(
        request,
        labelled,
        scores,
        Calibration.of(labelled.scores(), scores, request.config()),
        Calibration.quality(labelled.scores()));
  }

  /** Scored accounts, each counting once for each of its days. */
  long accounts() {
    return days.stream().mapToLong(day -> day.length).sum();
  }

  /** Whether the threshold held on later days; empty if there is only one day. */
  Optional<LaterDays> laterDays() {
    return LaterDays.of(labelled, request.config());
  }
}
