package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.Results;
import dev.ringwatch.app.detection.UnwritableResultException;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Final scores, in the database. Safe for threads. */
final class StoredResults implements Results {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The classes of SQLSTATE for values that a column cannot hold, and that a constraint forbids.
   */
  private static final String UNUSABLE_DATA = "22";

  private static final String BROKEN_RULE = "23";

  /** Such as an id that no index takes. */
  private static final String TOO_LARGE = "54";

  private final ScoredAccounts accounts;

  StoredResults(ScoredAccounts accounts) {
    this.accounts = accounts;
  }

  /** A reason as it is kept. */
  private record KeptReason(String name, double points, String text) {}

  @Override
  public void write(List<Result> results, String modelId) throws IOException {
    try {
      accounts.write(results.stream().map(result -> row(result, modelId)).toList());
    } catch (SQLException e) {
      throw isOfTheRow(e) ? new UnwritableResultException(e) : new IOException(e.getMessage(), e);
    }
  }

  /** Whether the database refuses what a row says, which it will the next time as well. */
  static boolean isOfTheRow(SQLException refused) {
    String state = refused.getSQLState();
    return state != null
        && (state.startsWith(UNUSABLE_DATA)
            || state.startsWith(BROKEN_RULE)
            || state.startsWith(TOO_LARGE));
  }

  private static ScoredAccount row(Result result, String modelId) {
    AccountFinal score = result.score();
    AccountState state = result.state();
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
        result.tick().start(),
        modelId,
        reasons(score),
        features(state.vector()));
  }

  private static String reasons(AccountFinal score) {
    return JSON.writeValueAsString(
        score.risk().reasons().stream()
            .map(reason -> new KeptReason(reason.name(), reason.points(), reason.sentence()))
            .toList());
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

  @Override
  public void reached(long seq) throws IOException {
    try {
      accounts.writtenSeq(seq);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public long reached() throws IOException {
    try {
      return accounts.writtenSeq();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
