package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.Candidates;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.Performance;
import dev.ringwatch.calibrate.ThresholdRule;
import dev.ringwatch.calibrate.WeightedShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule asked for, as a row.
 *
 * @param rule its name
 * @param asks what it was asked to keep
 * @param threshold where it would open incidents
 * @param recall the share of abuse found there
 * @param precision the share of flags that are right
 * @param accounts how many accounts are flagged in a day
 * @param rests what it rests on
 * @param isWinner whether it decided
 */
record RuleRow(
    String rule,
    String asks,
    String threshold,
    String recall,
    String precision,
    String accounts,
    String rests,
    boolean isWinner) {

  private static final String NONE = "–";

  static List<RuleRow> of(Findings findings) {
    List<RuleRow> rows = new ArrayList<>();
    CalibrationConfig config = findings.config();
    for (Map.Entry<ThresholdRule, Performance> at :
        findings.calibrated().performances().entrySet()) {
      ThresholdRule rule = at.getKey();
      Performance performance = at.getValue();
      rows.add(
          new RuleRow(
              rule.label(),
              asks(rule, config),
              Numbers.score(performance.threshold()),
              share(performance.recall()),
              share(performance.precision()),
              Numbers.count(performance.accounts()),
              rests(rule, findings.calibrated().candidates()),
              findings.calibrated().outcome() instanceof Outcome.Chosen chosen
                  && chosen.winner() == rule));
    }
    return rows;
  }

  private static String asks(ThresholdRule rule, CalibrationConfig config) {
    return switch (rule) {
      case FALSE_POSITIVE_BOUND -> config.bound().words();
      case COST ->
          "a false positive costs "
              + Numbers.plain(config.costRatio().orElse(Double.NaN))
              + " misses";
      case REVIEW_BUDGET -> Numbers.count(config.reviewBudget().orElse(0), "account") + " a day";
    };
  }

  private static String rests(ThresholdRule rule, Candidates candidates) {
    return switch (rule) {
      case FALSE_POSITIVE_BOUND ->
          candidates
              .bounded()
              .map(of ->
                  "above the score of rank "
                      + Numbers.count(of.rank())
                      + " of "
                      + Numbers.count(of.benign())
                      + " benign audited accounts, of which "
                      + Numbers.count(of.flagged())
                      + " are flagged")
              .orElse(NONE);
      case COST ->
          candidates
              .cost()
              .map(of -> Numbers.plain(1000 * of.cost()) + " misses' worth per 1,000 accounts")
              .orElse(NONE);
      case REVIEW_BUDGET -> "all scored accounts, on the busiest day";
    };
  }

  private static String share(Optional<WeightedShare> share) {
    return share
        .map(of -> Numbers.percent(of.value()) + " (" + CalibrationPage.range(of.interval()) + ")")
        .orElse(NONE);
  }
}
