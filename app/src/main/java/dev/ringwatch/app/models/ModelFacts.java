package dev.ringwatch.app.models;

import dev.ringwatch.app.model.Contributions;
import dev.ringwatch.app.model.Contributions.Means;
import dev.ringwatch.app.model.Contributions.Points;
import dev.ringwatch.postgres.results.StoredModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model with what was noted when it was learned, read from its statistics; older models lack some
 * of it.
 *
 * @param model what is known of it
 * @param events how many events stood behind the accounts that it was learned from
 * @param scores anomaly scores of these, by the share of accounts at or below them, rising
 * @param features how features of these were spread, by name
 * @param contributions what each feature added to their scores; empty if nobody noted it
 */
record ModelFacts(
    StoredModel model,
    long events,
    Map<Double, Double> scores,
    Map<String, Spread> features,
    Optional<Contributions> contributions) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * How a feature was spread.
   *
   * @param known of how many accounts it was known
   * @param quantiles its values by the share of these at or below them, rising
   */
  record Spread(long known, Map<Double, Double> quantiles) {

    /** The least of its values that so large a share is at or below; empty if none is known. */
    OptionalDouble quantile(double share) {
      return quantiles.entrySet().stream()
          .filter(one -> one.getKey() >= share - 1e-9)
          .mapToDouble(Map.Entry::getValue)
          .findFirst();
    }
  }

  static ModelFacts of(StoredModel model) {
    JsonNode statistics = JSON.readTree(model.statistics());
    Map<String, Spread> features = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : statistics.path("features").properties()) {
      JsonNode spread = one.getValue();
      features.put(
          one.getKey(),
          new Spread(spread.path("known").asLong(), quantiles(spread.path("quantiles"))));
    }
    return new ModelFacts(
        model,
        statistics.path("events").asLong(),
        quantiles(statistics.path("score_quantiles")),
        features,
        contributions(statistics.path("contributions")));
  }

  private static Map<Double, Double> quantiles(JsonNode node) {
    Map<Double, Double> quantiles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      quantiles.put(Double.parseDouble(one.getKey()), one.getValue().asDouble());
    }
    return quantiles;
  }

  private static Optional<Contributions> contributions(JsonNode node) {
    return node.isObject()
        ? Optional.of(new Contributions(means(node.path("all")), means(node.path("worst"))))
        : Optional.empty();
  }

  private static Means means(JsonNode node) {
    Map<String, Points> points = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : node.path("points").properties()) {
      JsonNode mean = one.getValue();
      points.put(
          one.getKey(), new Points(mean.path("z").asDouble(), mean.path("forest").asDouble()));
    }
    return new Means(node.path("accounts").asInt(), points);
  }

  /** The least score that so large a share of accounts was at or below; null if nobody noted it. */
  @Nullable Double score(double share) {
    return scores.entrySet().stream()
        .filter(one -> one.getKey() >= share - 1e-9)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
