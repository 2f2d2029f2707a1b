package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of a kind of abuse is found, as a row.
 *
 * @param kind its name
 * @param accounts how many labelled accounts are of it
 * @param found how many of them are flagged, with an interval of the share
 */
record KindRow(String kind, String accounts, String found) {

  private static final int MAX_ROWS = 40;

  /** Kinds by name; empty without a threshold, or if the labels name no kind. */
  static List<KindRow> of(Findings findings) {
    if (!(findings.calibrated().outcome() instanceof Outcome.Chosen chosen)) {
      return List.of();
    }
    Map<String, long[]> counts = new TreeMap<>();
    for (LabelledAccounts.Account account : findings.labelled().accounts()) {
      if (account.label().abusive() && account.label().abuseType().isPresent()) {
        long[] count =
            counts.computeIfAbsent(account.label().abuseType().get(), kind -> new long[2]);
        count[0]++;
        count[1] += account.score().score() >= chosen.threshold() ? 1 : 0;
      }
    }
    double confidence = findings.config().resampling().confidence();
    List<KindRow> rows = new ArrayList<>();
    counts.entrySet().stream()
        .limit(MAX_ROWS)
        .forEach(of -> rows.add(row(of.getKey(), of.getValue(), confidence)));
    return rows;
  }

  private static KindRow row(String kind, long[] count, double confidence) {
    return new KindRow(
        Shown.name(kind),
        Numbers.count(count[0]),
        Numbers.count(count[1])
            + " ("
            + CalibrationPage.range(BinomialInterval.of(count[1], count[0], confidence))
            + ")");
  }
}
