package dev.ringwatch.app.model;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a model scored the accounts that it was learned from, and what their features were.
 *
 * @param accounts how many there were to learn from, at least 1
 * @param events how many events stood behind them
 * @param scoreQuantiles anomaly scores, 0 to 100, by the share of accounts at or below them
 * @param features what is known of each feature, by its name
 * @param contributions what each feature added to these scores
 */
public record TrainingStatistics(
    int accounts,
    long events,
    Map<String, Double> scoreQuantiles,
    Map<String, FeatureSpread> features,
    Contributions contributions) {

  /**
   * How a feature was spread.
   *
   * @param known of how many accounts it was known
   * @param quantiles its values, a tenth of these apart, by the share at or below them; none if it
   *     is known of none
   */
  public record FeatureSpread(int known, Map<String, Double> quantiles) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double[] SHARES = {0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 1};
  private static final int TENTHS = 10;

  /** Scores the accounts. */
  public static TrainingStatistics of(AnomalyModel model, List<FeatureVector> sample) {
    double[] scores = model.scores(sample);
    long events = sample.stream().mapToLong(FeatureVector::events).sum();
    Map<String, FeatureSpread> features = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      double[] known =
          sample.stream()
              .mapToDouble(vector -> vector.value(feature))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      features.put(feature.label(), new FeatureSpread(known.length, tenths(known)));
    }
    return new TrainingStatistics(
        sample.size(),
        events,
        quantiles(scores, SHARES),
        features,
        Contributions.of(model, sample, scores));
  }

  /** By how many really are at or below them: of equal values that is more than a tenth says. */
  private static Map<String, Double> tenths(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    Map<String, Double> tenths = new LinkedHashMap<>();
    int upTo = 0;
    for (int tenth = 1; tenth <= TENTHS && upTo < sorted.length; tenth++) {
      int rank = (int) Math.ceil(tenth * sorted.length / (double) TENTHS);
      if (rank > upTo) {
        double value = sorted[rank - 1];
        upTo = rank;
        while (upTo < sorted.length && sorted[upTo] == value) {
          upTo++;
        }
        tenths.put(Double.toString((double) upTo / sorted.length), value);
      }
    }
    return tenths;
  }

  private static Map<String, Double> quantiles(double[] values, double[] shares) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (double share : shares) {
      int rank = (int) Math.ceil(share * sorted.length) - 1;
      quantiles.put(Double.toString(share), sorted[Math.max(0, rank)]);
    }
    return quantiles;
  }

  /** The same as JSON; names are a contract. */
  public String json() {
    return JSON.writeValueAsString(
        Map.of(
            "accounts", accounts,
            "events", events,
            "score_quantiles", scoreQuantiles,
            "features", features,
            "contributions", contributions.json()));
  }
}
