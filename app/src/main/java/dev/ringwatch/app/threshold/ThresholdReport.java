package dev.ringwatch.app.threshold;

import dev.ringwatch.app.calibrate.Findings;
import dev.ringwatch.app.calibrate.LabelledAccounts;
import dev.ringwatch.app.calibrate.ThresholdJson;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.calibrate.OperatingPoint;
import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.postgres.threshold.DayScores;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a calibration of the server rests on: what {@code threshold.json} has, the curves and
 * the scores as they are drawn, what it would have flagged day by day, and whom. Names are a
 * contract of the HTTP interface.
 *
 * @param findings what was found
 * @param holds the threshold that held then
 */
record ThresholdReport(Findings findings, double holds) {

  /** So many accounts are named at most. */
  static final int MOST_ACCOUNTS = 50;

  private static final int MOST_POINTS = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Whom another threshold flags.
   *
   * @param threshold the other one
   * @param accounts those between the two, that were active within a day
   */
  record Changed(double threshold, DayScores.Between accounts) {}

  /** Benign accounts of the random sample: what a bound rests on. */
  static long benignAudited(LabelledAccounts labelled) {
    return labelled.scores().stream().filter(label -> label.audited() && !label.abusive()).count();
  }

  /** Without a threshold. */
  String json() {
    return write(Optional.empty());
  }

  /** With one. */
  String json(Changed changed) {
    return write(Optional.of(changed));
  }

  private String write(Optional<Changed> changed) {
    ObjectNode root = (ObjectNode) JSON.readTree(ThresholdJson.of(findings));
    findings.quality().ifPresent(quality -> addCurves(root.putObject("curves"), quality));
    addScores(root.putObject("label_scores"));
    addDays(root.putArray("flagged_by_day"), changed);
    changed.ifPresent(it -> addChanged(root.putObject("changed"), it));
    return JSON.writeValueAsString(root);
  }

  private static void addCurves(ObjectNode curves, RankingQuality quality) {
    ArrayNode roc = curves.putArray("roc");
    quality
        .rocCurve(MOST_POINTS)
        .forEach(point -> pair(roc, point.falsePositiveRate(), point.recall()));
    ArrayNode precision = curves.putArray("precision_recall");
    for (OperatingPoint point : quality.precisionRecallCurve(MOST_POINTS)) {
      pair(precision, point.recall(), point.precision());
    }
  }

  private static void pair(ArrayNode curve, double x, double y) {
    curve.addArray().add(x).add(y);
  }

  private void addScores(ObjectNode node) {
    addBins(node.putArray("abusive"), true);
    addBins(node.putArray("benign"), false);
  }

  private void addBins(ArrayNode bins, boolean abusive) {
    ScoreHistogram.binned(
            findings.labelled().scores().stream()
                .filter(label -> label.abusive() == abusive)
                .mapToDouble(label -> label.score()))
        .forEach(count -> bins.add(count.longValue()));
  }

  /**
   * How many accounts reach what held and, if there is one, what is proposed; the last day last.
   */
  private void addDays(ArrayNode node, Optional<Changed> changed) {
    for (double[] day : findings.days()) {
      ObjectNode one = node.addObject().put("accounts", day.length).put("before", from(day, holds));
      changed.ifPresent(it -> one.put("after", from(day, it.threshold())));
    }
  }

  private static long from(double[] day, double threshold) {
    long count = 0;
    for (double score : day) {
      count += score >= threshold ? 1 : 0;
    }
    return count;
  }

  private void addChanged(ObjectNode node, Changed changed) {
    node.put("flagged_now", changed.threshold() < holds).put("count", changed.accounts().count());
    ArrayNode accounts = node.putArray("accounts");
    List<DayScores.Scored> highest = changed.accounts().highest();
    highest.forEach(
        one -> accounts.addObject().put("account_id", one.account()).put("score", one.score()));
  }
}
