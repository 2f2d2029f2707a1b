package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.GroupErrors;
import java.util.Comparator;
import java.util.List;

/**
 * How the threshold errs in a group, as a row.
 *
 * @param kind what accounts are told apart by
 * @param group its name
 * @param flagged how many benign audited accounts are flagged, with an interval of the share
 * @param missed how many labelled abusive ones are not, with an interval of the share
 * @param isBroken whether the bound is broken for it
 */
record GroupRow(String kind, String group, String flagged, String missed, boolean isBroken) {

  private static final int MAX_ROWS = 60;

  /**
   * Groups, those for which the bound fails first and the others by kind, no more than {@value
   * #MAX_ROWS}; empty if labels name none.
   */
  static List<GroupRow> of(Findings findings) {
    double confidence = findings.config().resampling().confidence();
    return findings.groups().stream()
        .sorted(Comparator.comparing(errors -> !errors.isBroken()))
        .limit(MAX_ROWS)
        .map(errors -> row(errors, confidence))
        .toList();
  }

  /** How many groups there is no room for. */
  static int leftOut(Findings findings) {
    return Math.max(0, findings.groups().size() - MAX_ROWS);
  }

  private static GroupRow row(GroupErrors errors, double confidence) {
    return new GroupRow(
        errors.kind().label(),
        Shown.name(errors.group()),
        share(errors.falsePositives().flagged(), errors.falsePositives().benign())
            + " ("
            + CalibrationPage.range(errors.falsePositives().interval(confidence))
            + ")",
        share(errors.missed().count(), errors.missed().abusive())
            + " ("
            + CalibrationPage.range(errors.missed().interval(confidence))
            + ")",
        errors.isBroken());
  }

  private static String share(long some, long all) {
    return Numbers.count(some) + " of " + Numbers.count(all);
  }
}
