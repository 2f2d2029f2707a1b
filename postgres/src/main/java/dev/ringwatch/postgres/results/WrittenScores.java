package dev.ringwatch.postgres.results;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a Flink job has written of accounts, for whoever acts on it. Safe for threads.
 *
 * <p>Of reasons and features those are kept of the last score that had moved by a point: they may
 * be of a score that is less than a point away from the latest.
 */
public final class WrittenScores {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Those that may open an incident, or end what one of theirs waits for. */
  private static final String OF_MATTERS =
      """
      SELECT account_id, scored_at FROM accounts WHERE risk_score >= ?
      UNION
      SELECT a.account_id, a.scored_at
      FROM alert_incidents i JOIN accounts a ON a.account_id = i.account_id
      WHERE i.kind = 'account' AND (i.closed_at IS NULL OR NOT i.cleared)
      ORDER BY account_id
      """;

  private static final String RISKIEST =
      "SELECT account_id FROM accounts ORDER BY risk_score DESC, account_id LIMIT 1";

  private static final String READ =
      """
      SELECT a.account_id, a.risk_score, a.band, a.anomaly_score, a.ring_score, a.ring_id, a.events,
        a.last_event_at, a.scored_at, s.risk_score AS kept_risk, s.anomaly_score AS kept_anomaly,
        s.ring_score AS kept_ring, s.scored_at AS kept_at, coalesce(s.reasons, '[]') AS reasons,
        coalesce(f.features, '{}') AS features, f.peer_group
      FROM accounts a
      LEFT JOIN LATERAL (
        SELECT * FROM risk_scores r WHERE r.account_id = a.account_id
        ORDER BY r.scored_at DESC LIMIT 1) s ON true
      LEFT JOIN account_features f ON f.account_id = a.account_id
      WHERE a.account_id = ANY (?) ORDER BY a.account_id
      """;

  private static final String UNSCORED =
      "SELECT account_id, as_of, peer_group, features FROM account_features WHERE account_id = ?";

  private final DataSource dataSource;

  /** The scores in a database that has the schema. */
  public WrittenScores(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Scores as they are kept; all 0 to 100.
   *
   * @param risk the risk score
   * @param anomaly how unusual the account is by itself
   * @param ring the score of its ring; 0 without one
   * @param tick the closed tick that they are of
   */
  public record Scores(double risk, double anomaly, double ring, Tick tick) {}

  /**
   * An account.
   *
   * @param latest its latest scores
   * @param explained the last that are kept with their reasons: less than a point away, and the
   *     latest themselves where retention left none
   * @param ringId its ring; null if none
   * @param lastEvent when its last event was
   * @param reasons what the explained risk score is made of
   * @param vector what it is made from; without how many events name a target
   */
  public record Written(
      Scores latest,
      Scores explained,
      @Nullable String ringId,
      Instant lastEvent,
      List<Reason> reasons,
      FeatureVector vector) {

    /** Copies the reasons. */
    public Written {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * An account that no model has scored yet.
   *
   * @param tick the closed tick that it is as of
   * @param vector its features; without how many events stand behind them
   */
  public record Unscored(Tick tick, FeatureVector vector) {}

  /**
   * The accounts whose incident may have to move, each with the tick of its latest score.
   *
   * @param from the lowest score from which an incident is opened
   */
  public Map<String, Tick> ofMatters(double from) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OF_MATTERS)) {
      select.setDouble(1, from);
      Map<String, Tick> accounts = new LinkedHashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          accounts.put(row.getString("account_id"), Tick.of(Columns.time(row, "scored_at")));
        }
      }
      return accounts;
    }
  }

  /** The account with the highest score; empty before any has one. */
  public Optional<String> riskiest() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(RISKIEST);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString("account_id")) : Optional.empty();
    }
  }

  /** Accounts, without those that are not there. */
  public List<Written> read(Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      List<Written> written = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          written.add(written(row));
        }
      }
      return written;
    }
  }

  private static Written written(ResultSet row) throws SQLException {
    Scores latest =
        new Scores(
            row.getDouble("risk_score"),
            row.getDouble("anomaly_score"),
            row.getDouble("ring_score"),
            Tick.of(Columns.time(row, "scored_at")));
    Instant kept = Columns.timeOrNull(row, "kept_at");
    return new Written(
        latest,
        kept == null
            ? latest
            : new Scores(
                row.getDouble("kept_risk"),
                row.getDouble("kept_anomaly"),
                row.getDouble("kept_ring"),
                Tick.of(kept)),
        row.getString("ring_id"),
        Columns.time(row, "last_event_at"),
        reasons(row.getString("reasons")),
        ScoreRows.vector(row, row.getLong("events")));
  }

  private static List<Reason> reasons(String json) {
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode one : JSON.readTree(json)) {
      reasons.add(
          new Reason(
              one.path("name").asString(),
              one.path("points").asDouble(),
              one.path("text").asString("")));
    }
    return reasons;
  }

  /** An account that is known and not scored; empty also if it is not known. */
  public Optional<Unscored> unscored(String account) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(UNSCORED)) {
      select.setString(1, account);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Unscored(Tick.of(Columns.time(row, "as_of")), ScoreRows.vector(row, 0)))
            : Optional.empty();
      }
    }
  }
}
