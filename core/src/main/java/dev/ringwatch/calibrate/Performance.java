package dev.ringwatch.calibrate;

import java.util.List;
import java.util.Optional;

/**
 * What flagging from a threshold on does, as far as labels tell. Labels count for 1 / their
 * inclusion probability; where these are not known, the shares are of the labelled accounts only.
 *
 * @param threshold flag what scores as much or more
 * @param recall the share of abusive accounts that is flagged
 * @param precision the share of flagged accounts that is abusive; empty if no labelled one is
 *     flagged
 * @param accounts how many accounts are flagged on the busiest day, labelled or not
 */
public record Performance(
    double threshold,
    Optional<WeightedShare> recall,
    Optional<WeightedShare> precision,
    long accounts) {

  /** Measures a threshold. O(labels + accounts). */
  static Performance of(
      double threshold, List<LabelledScore> labels, List<double[]> days, double confidence) {
    return new Performance(
        threshold,
        WeightedShare.of(
            labels, LabelledScore::abusive, label -> label.score() >= threshold, confidence),
        WeightedShare.of(
            labels, label -> label.score() >= threshold, LabelledScore::abusive, confidence),
        BudgetThreshold.onBusiestDay(days, threshold));
  }
}
