package dev.ringwatch.postgres.results;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes rows of what closed ticks say of accounts. */
public final class ScoreRows {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScoreRows() {}

  /** A reason as it is kept. */
  private record KeptReason(String name, double points, String text) {}

  /**
   * The row of an account.
   *
   * @param tick the closed tick
   * @param state what stands behind the scores
   * @param score the scores
   * @param modelId the model that they were made under
   */
  public static ScoredAccount row(
      Tick tick, AccountState state, AccountFinal score, String modelId) {
    return new ScoredAccount(
        state.account().value(),
        state.createdAt().orElse(null),
        state.firstEvent(),
        state.lastEvent(),
        state.vector().events(),
        state.enforced(),
        score.risk().score(),
        score.risk().band().label(),
        score.anomaly(),
        score.ring(),
        score.ringId(),
        tick.start(),
        modelId,
        reasons(score),
        features(state.vector()),
        state.vector().peerGroup());
  }

  /** The row of an account that no model has scored yet. */
  public static AccountFeatures.Row unscored(Tick tick, AccountState state) {
    return new AccountFeatures.Row(
        state.account().value(),
        tick.start(),
        state.vector().peerGroup(),
        features(state.vector()));
  }

  private static String reasons(AccountFinal score) {
    return JSON.writeValueAsString(
        score.risk().reasons().stream()
            .map(reason -> new KeptReason(reason.name(), reason.points(), reason.sentence()))
            .toList());
  }

  /**
   * An account's features as they are kept, of a row with {@code account_id}, {@code peer_group}
   * and {@code features}: one that is left out is not known. How many events name a target is not
   * kept.
   *
   * @param events how many events stand behind them
   */
  public static FeatureVector vector(ResultSet row, long events) throws SQLException {
    return new FeatureVector(
        new AccountId(row.getString("account_id")),
        events,
        0,
        Objects.requireNonNullElse(row.getString("peer_group"), ""),
        values(row.getString("features")));
  }

  private static double[] values(String features) {
    JsonNode known = JSON.readTree(features);
    double[] values = new double[Feature.COUNT];
    for (Feature feature : Feature.values()) {
      JsonNode value = known.path(feature.label());
      values[feature.index()] = value.isNumber() ? value.doubleValue() : Double.NaN;
    }
    return values;
  }

  /** Those that are known. */
  private static String features(FeatureVector vector) {
    Map<String, Double> known = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      double value = vector.value(feature);
      if (Double.isFinite(value)) {
        known.put(feature.label(), value);
      }
    }
    return JSON.writeValueAsString(known);
  }
}
