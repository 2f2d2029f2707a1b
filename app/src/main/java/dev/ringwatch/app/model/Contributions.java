package dev.ringwatch.app.model;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.Contribution;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each feature adds to the anomaly scores of accounts that a model was learned from: the mean
 * of its points, those of the z-scores and those of the forest apart, so that all of them sum to
 * the mean score. It says what the model looks at, not what abuse looks like.
 *
 * @param all of some accounts, whatever they score
 * @param worst of some of the hundredth that scores most
 */
public record Contributions(Means all, Means worst) {

  /** The name of what no feature has alone. */
  public static final String OTHER = "other";

  private static final int MOST_ALL = 4_000;
  private static final int MOST_WORST = 1_000;
  private static final double WORST = 0.99;

  /**
   * Means over some accounts.
   *
   * @param accounts how many there were
   * @param points by the name of the feature; without those that added nothing to any
   */
  public record Means(int accounts, Map<String, Points> points) {}

  /**
   * Mean points.
   *
   * @param z of the z-scores, 0 to 100
   * @param forest of the isolation forest, with their sign
   */
  public record Points(double z, double forest) {}

  /**
   * Explains the scores of accounts, evenly drawn from a sample.
   *
   * @param scores of the sample, in its order
   */
  static Contributions of(AnomalyModel model, List<FeatureVector> sample, double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double worstFrom = sorted[(int) Math.ceil(WORST * sorted.length) - 1];
    List<FeatureVector> worst = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= worstFrom && scores[i] > 0) {
        worst.add(sample.get(i));
      }
    }
    return new Contributions(
        means(model, evenly(sample, MOST_ALL)), means(model, evenly(worst, MOST_WORST)));
  }

  private static List<FeatureVector> evenly(List<FeatureVector> from, int most) {
    int step = Math.max(1, Math.ceilDiv(from.size(), most));
    List<FeatureVector> drawn = new ArrayList<>();
    for (int i = 0; i < from.size(); i += step) {
      drawn.add(from.get(i));
    }
    return drawn;
  }

  private static Means means(AnomalyModel model, List<FeatureVector> accounts) {
    Map<String, Points> sums = new LinkedHashMap<>();
    for (FeatureVector account : accounts) {
      for (Contribution one : model.contributions(account)) {
        sums.merge(
            one.feature().map(Feature::label).orElse(OTHER),
            new Points(one.z(), one.forest()),
            (sum, more) -> new Points(sum.z + more.z, sum.forest + more.forest));
      }
    }
    Map<String, Points> means = new LinkedHashMap<>();
    sums.forEach((feature, sum) ->
        means.put(feature, new Points(sum.z / accounts.size(), sum.forest / accounts.size())));
    return new Means(accounts.size(), means);
  }

  /** The same by names that are a contract. */
  Map<String, Object> json() {
    return Map.of("all", all, "worst", worst);
  }
}
