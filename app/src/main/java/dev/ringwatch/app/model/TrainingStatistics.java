package dev.ringwatch.app.model;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a model scored the accounts that it was learned from.
 *
 * @param accounts how many there were to learn from, at least 1
 * @param events how many events stood behind them
 * @param scoreQuantiles anomaly scores, 0 to 100, by the share of accounts at or below them
 */
public record TrainingStatistics(int accounts, long events, Map<String, Double> scoreQuantiles) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double[] SHARES = {0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 1};

  /** Scores the accounts. */
  public static TrainingStatistics of(AnomalyModel model, List<FeatureVector> sample) {
    double[] scores = model.scores(sample);
    Arrays.sort(scores);
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (double share : SHARES) {
      int rank = (int) Math.ceil(share * scores.length) - 1;
      quantiles.put(Double.toString(share), scores[Math.max(0, rank)]);
    }
    long events = sample.stream().mapToLong(FeatureVector::events).sum();
    return new TrainingStatistics(sample.size(), events, quantiles);
  }

  /** The same as JSON; names are a contract. */
  public String json() {
    return JSON.writeValueAsString(
        Map.of("accounts", accounts, "events", events, "score_quantiles", scoreQuantiles));
  }
}
