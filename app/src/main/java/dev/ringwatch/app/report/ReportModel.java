package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows. Small however large the log: totals, bins and the tops of lists.
 *
 * @param summary the run in numbers
 * @param charts what is drawn of all accounts and events
 * @param accounts the accounts to look at first, highest risk first; 50 are plenty
 * @param rings the rings to look at first, highest score first; a dozen are plenty
 * @param usualValues what is usual for each feature; may be empty
 */
public record ReportModel(
    Summary summary,
    Charts charts,
    List<AccountFinal> accounts,
    List<RingDetail> rings,
    List<UsualValue> usualValues) {

  /** Copies the lists. */
  public ReportModel {
    accounts = List.copyOf(accounts);
    rings = List.copyOf(rings);
    usualValues = List.copyOf(usualValues);
  }

  /**
   * What is drawn of all accounts and events.
   *
   * @param scores accounts by risk score, in bins that divide 0 to 100 evenly, as {@link
   *     dev.ringwatch.app.report.chart.ScoreHistogram#binned} counts them
   * @param activity events over time; empty without events
   * @param labelled how known accounts are ranked; empty without labels
   */
  public record Charts(
      List<Long> scores, Optional<ActivityChart> activity, Optional<Labelled> labelled) {

    /** Copies the counts. */
    public Charts {
      scores = List.copyOf(scores);
    }
  }

  /**
   * How accounts whose nature is known are ranked.
   *
   * @param scores their risk scores by nature
   * @param roc share of abusive accounts found (y) by share of benign ones flagged (x)
   * @param precisionRecall share of flagged accounts that are abusive (y) by share of abusive
   *     accounts found (x)
   */
  public record Labelled(
      ClassOutlines scores, List<Curve.Point> roc, List<Curve.Point> precisionRecall) {

    /** Copies the points. */
    public Labelled {
      roc = List.copyOf(roc);
      precisionRecall = List.copyOf(precisionRecall);
    }
  }

  /**
   * What is usual for a feature.
   *
   * @param feature the feature's name
   * @param median half of the accounts are above; NaN if no account has a value
   * @param deviation half of the accounts are closer to the median (MAD); NaN if not known
   */
  public record UsualValue(String feature, double median, double deviation) {}
}
