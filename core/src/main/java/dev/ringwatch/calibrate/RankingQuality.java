package dev.ringwatch.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How well scores put the positives above the negatives. Equal scores cannot be told apart by any
 * threshold, and every measure here treats them so: their order in the input never matters.
 *
 * <p>Immutable. Memory: 16 bytes per distinct score.
 */
public final class RankingQuality {

  /** Distinct scores, highest first; at each the positives and negatives at or above it. */
  private final double[] thresholds;

  private final int[] positivesAbove;
  private final int[] negativesAbove;

  private RankingQuality(double[] thresholds, int[] positivesAbove, int[] negativesAbove) {
    this.thresholds = thresholds;
    this.positivesAbove = positivesAbove;
    this.negativesAbove = negativesAbove;
  }

  /**
   * Sorts scores against labels. O(n log n).
   *
   * @param scores higher means more likely positive; infinite values allowed, NaN not
   * @param positive the label of each score, same length
   * @return empty if there is not at least one positive and one negative: nothing can be said about
   *     a ranking then
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static Optional<RankingQuality> of(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          scores.length + " scores cannot have " + positive.length + " labels");
    }
    double[] positives = sorted(scores, positive, true);
    double[] negatives = sorted(scores, positive, false);
    return positives.length == 0 || negatives.length == 0
        ? Optional.empty()
        : Optional.of(merge(positives, negatives));
  }

  /** The scores of one class in ascending order. */
  private static double[] sorted(double[] scores, boolean[] positive, boolean wanted) {
    double[] chosen = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN and has no place in a ranking");
      }
      if (positive[i] == wanted) {
        chosen[count++] = scores[i];
      }
    }
    Arrays.sort(chosen, 0, count);
    return Arrays.copyOf(chosen, count);
  }

  private static RankingQuality merge(double[] positives, double[] negatives) {
    double[] thresholds = new double[positives.length + negatives.length];
    int[] positivesAbove = new int[thresholds.length];
    int[] negativesAbove = new int[thresholds.length];
    int count = 0;
    int p = positives.length;
    int n = negatives.length;
    while (p > 0 || n > 0) {
      double top =
          Math.max(
              p > 0 ? positives[p - 1] : Double.NEGATIVE_INFINITY,
              n > 0 ? negatives[n - 1] : Double.NEGATIVE_INFINITY);
      while (p > 0 && positives[p - 1] == top) {
        p--;
      }
      while (n > 0 && negatives[n - 1] == top) {
        n--;
      }
      thresholds[count] = top;
      positivesAbove[count] = positives.length - p;
      negativesAbove[count] = negatives.length - n;
      count++;
    }
    return new RankingQuality(
        Arrays.copyOf(thresholds, count),
        Arrays.copyOf(positivesAbove, count),
        Arrays.copyOf(negativesAbove, count));
  }

  /** How many positives there are; at least 1. */
  public int positives() {
    return positivesAbove[positivesAbove.length - 1];
  }

  /** How many negatives there are; at least 1. */
  public int negatives() {
    return negativesAbove[negativesAbove.length - 1];
  }

  /**
   * The area under the ROC curve, 0 to 1: the probability that a random positive scores above a
   * random negative, ties counting half (Mann-Whitney's U by midranks). Exact but for one rounding.
   * O(distinct scores).
   */
  public double rocAuc() {
    long doubledWins = 0;
    long positivesBefore = 0;
    long negativesBefore = 0;
    for (int i = 0; i < thresholds.length; i++) {
      long tiedNegatives = negativesAbove[i] - negativesBefore;
      long negativesBelow = (long) negatives() - negativesAbove[i];
      doubledWins += (positivesAbove[i] - positivesBefore) * (2 * negativesBelow + tiedNegatives);
      positivesBefore = positivesAbove[i];
      negativesBefore = negativesAbove[i];
    }
    return doubledWins / (2.0 * positives() * negatives());
  }

  /**
   * Where the area of the population lies of which the labels are a sample, by DeLong's variance
   * and the normal distribution, cut to 0 to 1. Where the labels are told apart without a flaw the
   * variance is 0 and says nothing; then the interval rests on as many pairs as there are of the
   * rarer label, all of them right, which is exact or too wide. O(distinct scores).
   *
   * @param confidence between 0 and 1
   * @return empty with a single positive or a single negative
   */
  public Optional<Interval> rocAucInterval(double confidence) {
    double deviation = Math.sqrt(rocAucVariance());
    if (Double.isNaN(deviation)) {
      return Optional.empty();
    }
    double area = rocAuc();
    if (area == 1 || area == 0) {
      int pairs = Math.min(positives(), negatives());
      return Optional.of(BinomialInterval.of(area == 1 ? pairs : 0, pairs, confidence));
    }
    double reach = NormalQuantile.ofTwoSided(confidence) * deviation;
    return Optional.of(new Interval(Math.max(0, area - reach), Math.min(1, area + reach)));
  }

  /** DeLong's variance of the area; NaN with a single positive or negative. */
  double rocAucVariance() {
    return DeLong.variance(positivesAbove, negativesAbove);
  }

  /**
   * Average precision, 0 to 1: precision at each distinct score, weighted by the recall gained
   * there, without interpolation (as scikit-learn's {@code average_precision_score}). A random
   * order has about the share of positives. O(distinct scores).
   */
  public double averagePrecision() {
    double sum = 0;
    int positivesBefore = 0;
    for (int i = 0; i < thresholds.length; i++) {
      sum += (positivesAbove[i] - positivesBefore) * precision(i);
      positivesBefore = positivesAbove[i];
    }
    return sum / positives();
  }

  /**
   * Where average precision lies if other accounts of the same kinds had been labelled, as many of
   * each: the middle of bootstrap samples. O(labels) per sample.
   *
   * @return empty if no samples are to be drawn
   */
  public Optional<Interval> averagePrecisionInterval(Resampling how) {
    return how.samples() == 0
        ? Optional.empty()
        : Optional.of(new ResampledPrecision(positivesAbove, negativesAbove).interval(how));
  }

  /**
   * The largest recall, 0 to 1, that a threshold reaches while at most the given share of the
   * negatives is flagged. Scores that tie are flagged together or not at all, so that positives
   * tied with one negative too many do not count.
   *
   * @param maxFalsePositiveRate 0 to 1
   */
  public double recallAt(double maxFalsePositiveRate) {
    Share.require("maxFalsePositiveRate", maxFalsePositiveRate);
    double best = 0;
    for (int i = 0; i < thresholds.length && falsePositiveRate(i) <= maxFalsePositiveRate; i++) {
      best = recall(i);
    }
    return best;
  }

  /** What flagging every score at or above a threshold does. O(log of the distinct scores). */
  public OperatingPoint at(double threshold) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle] >= threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? new OperatingPoint(threshold, 0, 0, 1)
        : new OperatingPoint(
            threshold, falsePositiveRate(low - 1), recall(low - 1), precision(low - 1));
  }

  /**
   * The ROC curve for drawing: from nothing flagged to all flagged, evenly spaced along the curve
   * of false-positive rate and recall.
   *
   * @param maxPoints at least 2; where there are fewer distinct scores, every one is a point
   */
  public List<OperatingPoint> rocCurve(int maxPoints) {
    return thin(maxPoints, OperatingPoint::falsePositiveRate, OperatingPoint::recall);
  }

  /** The same for the curve of recall and precision. */
  public List<OperatingPoint> precisionRecallCurve(int maxPoints) {
    return thin(maxPoints, OperatingPoint::recall, OperatingPoint::precision);
  }

  private double precision(int i) {
    return positivesAbove[i] / ((double) positivesAbove[i] + negativesAbove[i]);
  }

  private double recall(int i) {
    return positivesAbove[i] / (double) positives();
  }

  private double falsePositiveRate(int i) {
    return negativesAbove[i] / (double) negatives();
  }

  private List<OperatingPoint> thin(
      int maxPoints, ToDoubleFunction<OperatingPoint> x, ToDoubleFunction<OperatingPoint> y) {
    if (maxPoints < 2) {
      throw new IllegalArgumentException("maxPoints must be at least 2, not " + maxPoints);
    }
    List<OperatingPoint> all = points();
    if (all.size() <= maxPoints) {
      return all;
    }
    double[] along = new double[all.size()];
    for (int i = 1; i < along.length; i++) {
      OperatingPoint from = all.get(i - 1);
      OperatingPoint to = all.get(i);
      along[i] =
          along[i - 1]
              + Math.abs(x.applyAsDouble(to) - x.applyAsDouble(from))
              + Math.abs(y.applyAsDouble(to) - y.applyAsDouble(from));
    }
    List<OperatingPoint> kept = new ArrayList<>();
    double step = along[along.length - 1] / (maxPoints - 1);
    for (int i = 0; i < along.length - 1; i++) {
      if (kept.size() < maxPoints - 1 && along[i] >= kept.size() * step) {
        kept.add(all.get(i));
      }
    }
    kept.add(all.get(all.size() - 1));
    return List.copyOf(kept);
  }

  private List<OperatingPoint> points() {
    List<OperatingPoint> all = new ArrayList<>();
    all.add(new OperatingPoint(Double.POSITIVE_INFINITY, 0, 0, 1));
    for (int i = 0; i < thresholds.length; i++) {
      all.add(new OperatingPoint(thresholds[i], falsePositiveRate(i), recall(i), precision(i)));
    }
    return List.copyOf(all);
  }
}
