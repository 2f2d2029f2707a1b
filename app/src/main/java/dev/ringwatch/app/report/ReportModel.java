package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report shows. Small however large the log: totals, bins and the tops of lists.
 *
 * @param summary the run in numbers
 * @param charts what is drawn of all accounts and events
 * @param accounts the accounts to look at first, highest risk first; 50 are plenty
 * @param rings the rings to look at first, highest score first; a dozen are plenty
 * @param context what it all has to be seen beside
 */
public record ReportModel(
    Summary summary,
    Charts charts,
    List<AccountFinal> accounts,
    List<RingDetail> rings,
    Context context) {

  /** Copies the lists. */
  public ReportModel {
    accounts = List.copyOf(accounts);
    rings = List.copyOf(rings);
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
   * @param bands what happens at the bounds of the bands, the highest first
   */
  public record Labelled(
      ClassOutlines scores,
      List<Curve.Point> roc,
      List<Curve.Point> precisionRecall,
      List<AtBand> bands) {

    /** Copies the points. */
    public Labelled {
      roc = List.copyOf(roc);
      precisionRecall = List.copyOf(precisionRecall);
      bands = List.copyOf(bands);
    }
  }

  /**
   * What looking at all accounts of a band and above means, among those whose nature is known.
   *
   * @param band the band's name
   * @param from the score at which it begins
   * @param abusive how many of the accounts from there on are abusive
   * @param benign how many are benign
   */
  public record AtBand(String band, double from, long abusive, long benign) {}

  /**
   * What the findings have to be seen beside.
   *
   * @param usualValues what is usual for each feature; may be empty
   * @param missing what the log does not say of any account, such as "devices"
   * @param limits what was left out on the way, a sentence each
   * @param examples a rejected line for each reason of the summary, where there is one
   */
  public record Context(
      List<UsualValue> usualValues,
      List<String> missing,
      List<String> limits,
      Map<String, Example> examples) {

    /** Copies the collections. */
    public Context {
      usualValues = List.copyOf(usualValues);
      missing = List.copyOf(missing);
      limits = List.copyOf(limits);
      examples = Map.copyOf(examples);
    }
  }

  /**
   * A line that was rejected.
   *
   * @param place the input and the line in it
   * @param reason the reason in full
   * @param text the line's beginning
   */
  public record Example(String place, String reason, String text) {}

  /**
   * What is usual for a feature.
   *
   * @param feature the feature's name
   * @param sentence what the median account did
   * @param low the value that a quarter of the accounts are below, in the feature's unit
   * @param high the value that a quarter are above
   */
  public record UsualValue(String feature, String sentence, String low, String high) {}
}
