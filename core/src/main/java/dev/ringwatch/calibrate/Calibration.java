package dev.ringwatch.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the score from which incidents are opened, from accounts that people looked at.
 *
 * <p>The bound on false positives rests on the benign accounts of an unweighted random audit alone:
 * who was looked at for a high score says nothing of the benign accounts at large. All labels serve
 * the estimates of recall and precision, and the costs. Scores are taken as they come; since no
 * label had a part in them, none has to be held out. Where a model was trained on labels, those
 * must not be among these.
 */
public final class Calibration {

  private final List<LabelledScore> labels;
  private final List<double[]> days;
  private final CalibrationConfig config;

  private Calibration(List<LabelledScore> labels, List<double[]> days, CalibrationConfig config) {
    this.labels = labels;
    this.days = days;
    this.config = config;
  }

  /**
   * Calibrates. O(n log n) and the bootstrap's samples.
   *
   * @param labels an entry for each account; the order does not matter
   * @param days the scores of all accounts, labelled or not: an array for each day
   * @throws IllegalArgumentException if a score is NaN
   */
  public static Calibrated of(
      List<LabelledScore> labels, List<double[]> days, CalibrationConfig config) {
    days.forEach(day -> {
      for (double score : day) {
        Share.requireScore(score);
      }
    });
    return new Calibration(labels, days, config).run();
  }

  private Calibrated run() {
    Optional<RankingQuality> quality = quality(labels);
    Candidates candidates = quality.isPresent() ? candidates() : none();
    Map<ThresholdRule, Performance> performances = new EnumMap<>(ThresholdRule.class);
    candidates
        .thresholds()
        .forEach((rule, threshold) -> performances.put(rule, performance(threshold)));
    Outcome outcome =
        new Refusals(labels, audited().length, config)
            .of(candidates)
            .<Outcome>map(Outcome.Refused::new)
            .orElseGet(() -> strictest(candidates.thresholds()));
    return new Calibrated(
        outcome,
        candidates,
        performances,
        quality.map(of -> RankingFigures.of(of, config.resampling())));
  }

  /** How labelled accounts are ranked, each counting once; empty if all labels say the same. */
  public static Optional<RankingQuality> quality(List<LabelledScore> labels) {
    double[] scores = new double[labels.size()];
    boolean[] abusive = new boolean[scores.length];
    int next = 0;
    for (LabelledScore label : labels) {
      scores[next] = label.score();
      abusive[next++] = label.abusive();
    }
    return RankingQuality.of(scores, abusive);
  }

  private static Candidates none() {
    return new Candidates(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Candidates candidates() {
    Optional<CostThreshold> cost =
        config.costRatio().isPresent()
            ? CostThreshold.of(labels, config.costRatio().getAsDouble(), config.grid())
            : Optional.empty();
    Optional<BudgetThreshold> budget =
        config.reviewBudget().isPresent()
            ? BudgetThreshold.of(days, config.reviewBudget().getAsLong(), config.grid())
            : Optional.empty();
    Optional<BoundedThreshold> bounded =
        BoundedThreshold.of(audited(), config.bound(), config.grid());
    return new Candidates(bounded, cost, budget);
  }

  private double[] audited() {
    return labels.stream()
        .filter(label -> label.audited() && !label.abusive())
        .mapToDouble(LabelledScore::score)
        .toArray();
  }

  private Performance performance(double threshold) {
    return Performance.of(threshold, labels, days, config.resampling().confidence());
  }

  private static Outcome strictest(Map<ThresholdRule, Double> thresholds) {
    Map.Entry<ThresholdRule, Double> winner =
        thresholds.entrySet().stream()
            .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
            .orElseThrow();
    String asked =
        thresholds.entrySet().stream()
            .map(of -> "the " + of.getKey().label() + " asks for " + Share.number(of.getValue()))
            .collect(Collectors.joining(", "));
    String won =
        thresholds.size() == 1
            ? "nothing stricter was asked for"
            : "the strictest wins, the " + winner.getKey().label();
    return new Outcome.Chosen(winner.getValue(), winner.getKey(), asked + "; " + won);
  }
}
