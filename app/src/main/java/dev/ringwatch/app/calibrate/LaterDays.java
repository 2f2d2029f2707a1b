package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the bound would have held up over time: a threshold chosen on the earlier days, checked on
 * the later ones, whose accounts are others.
 *
 * @param from the first of the later days
 * @param threshold what was chosen before
 * @param check what it flagged from then on
 */
record LaterDays(LocalDate from, double threshold, FalsePositiveCheck check) {

  /**
   * Splits the audited benign accounts by day, so that about half are later.
   *
   * @return empty if all are of one day, or the earlier ones are too few for a threshold
   */
  static Optional<LaterDays> of(LabelledAccounts labelled, CalibrationConfig config) {
    LabelledAccounts.Account[] benign =
        labelled.accounts().stream()
            .filter(account -> account.score().audited() && !account.label().abusive())
            .toArray(LabelledAccounts.Account[]::new);
    long[] days = Arrays.stream(benign).mapToLong(LabelledAccounts.Account::day).sorted().toArray();
    if (days.length == 0 || days[0] == days[days.length - 1]) {
      return Optional.empty();
    }
    long middle = days[days.length / 2];
    long split = middle > days[0] ? middle : middle + 1;
    double[] earlier = scores(benign, Long.MIN_VALUE, split);
    double[] later = scores(benign, split, Long.MAX_VALUE);
    return BoundedThreshold.of(earlier, config.bound(), config.grid())
        .map(chosen -> {
          long flagged = Arrays.stream(later).filter(score -> score >= chosen.threshold()).count();
          return new LaterDays(
              LocalDate.ofEpochDay(split),
              chosen.threshold(),
              new FalsePositiveCheck(flagged, later.length, config.bound().maxRate()));
        });
  }

  private static double[] scores(LabelledAccounts.Account[] accounts, long from, long before) {
    return Arrays.stream(accounts)
        .filter(account -> account.day() >= from && account.day() < before)
        .mapToDouble(account -> account.score().score())
        .toArray();
  }
}
