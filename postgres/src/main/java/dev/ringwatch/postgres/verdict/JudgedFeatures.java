package dev.ringwatch.postgres.verdict;

import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.results.ScoreRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What accounts were like when verdicts about them were given, which is what verdicts teach by. It
 * is kept with each verdict, for accounts go on; and goes with the events of its days. Safe for
 * threads.
 */
public final class JudgedFeatures {

  /**
   * Scores and features of one tick. A verdict that was brought along with its time was given of
   * what the account was like then: it has features only if no later score was made of others.
   */
  private static final String KEEP =
      """
      INSERT INTO verdict_features (verdict_id, account_id, decided_at, as_of, anomaly_score,
        ring_score, ring_id, events, peer_group, features)
      SELECT v.id, v.account_id, v.decided_at, f.as_of, coalesce(r.anomaly_score, a.anomaly_score),
        coalesce(r.ring_score, a.ring_score), a.ring_id, a.events, f.peer_group, f.features
      FROM verdicts v
      JOIN accounts a ON a.account_id = v.account_id
      JOIN account_features f ON f.account_id = v.account_id
      LEFT JOIN risk_scores r ON r.account_id = v.account_id AND r.scored_at = f.as_of
      WHERE v.id = ANY (?) AND (v.decided_at >= f.as_of OR v.decided_at >= ?)
      """;

  /** Who is in the random sample is so whatever later verdict stands. */
  private static final String STANDING =
      """
      WITH sampled AS (
        SELECT DISTINCT ON (account_id) account_id, inclusion_probability FROM verdicts_now
        WHERE origin = 'audit' AND account_id IS NOT NULL AND withdrawn_at IS NULL
        ORDER BY account_id, decided_at DESC, id DESC
      )
      SELECT f.*, v.verdict, s.account_id IS NOT NULL AS audited,
        coalesce(s.inclusion_probability, v.inclusion_probability, 1) AS inclusion_probability
      FROM verdicts_now v
      JOIN verdict_features f ON f.verdict_id = v.id
      LEFT JOIN sampled s ON s.account_id = v.account_id
      WHERE v.stands AND v.verdict <> 'unsure'
      ORDER BY f.account_id COLLATE "C"
      """;

  /** Nothing is read of features. */
  private static final String SCORES =
      "SELECT anomaly_score, ring_score, verdict, audited, decided_at FROM ("
          + STANDING
          + ") s ORDER BY decided_at, account_id COLLATE \"C\"";

  private final DataSource dataSource;

  /** What is kept in a database that has the schema. */
  public JudgedFeatures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An account as it was judged.
   *
   * @param vector what it did; what is not kept of it is unknown or 0
   * @param anomaly how unusual it was by itself, 0 to 100
   * @param ring the score of its ring; 0 without one
   * @param ringId its ring; null if none
   * @param abusive what the verdict that stands says, or else benign
   * @param audited whether it was in a random sample and was looked at
   * @param inclusionProbability how likely it was to be looked at, above 0 and at most 1; 1 where
   *     that is not known
   * @param at when the verdict that stands was decided
   */
  public record Judged(
      FeatureVector vector,
      double anomaly,
      double ring,
      @Nullable String ringId,
      boolean abusive,
      boolean audited,
      double inclusionProbability,
      Instant at) {}

  /**
   * What an account scored when it was judged.
   *
   * @param anomaly how unusual it was by itself, 0 to 100
   * @param ring the score of its ring; 0 without one
   * @param abusive what the verdict that stands says, or else benign
   * @param audited whether it was in a random sample and was looked at
   * @param at when the verdict that stands was decided
   */
  public record Scores(double anomaly, double ring, boolean abusive, boolean audited, Instant at) {}

  /** Keeps what the accounts of verdicts are like now; as part of the transaction. */
  static void keep(Connection connection, List<Long> verdicts, Instant now) throws SQLException {
    Array ids = connection.createArrayOf("bigint", verdicts.toArray());
    try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
      insert.setArray(1, ids);
      Columns.set(insert, 2, now);
      insert.executeUpdate();
    } finally {
      ids.free();
    }
  }

  /**
   * The accounts about which a verdict stands that says abusive or benign, and of which is kept
   * what they were like; by account.
   */
  public List<Judged> standing() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(STANDING);
        ResultSet row = select.executeQuery()) {
      List<Judged> all = new ArrayList<>();
      while (row.next()) {
        all.add(judged(row));
      }
      return all;
    }
  }

  /** The scores of the same accounts, in the order in which they were decided about. */
  public List<Scores> scores() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SCORES);
        ResultSet row = select.executeQuery()) {
      List<Scores> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new Scores(
                row.getDouble("anomaly_score"),
                row.getDouble("ring_score"),
                isAbusive(row),
                row.getBoolean("audited"),
                Columns.time(row, "decided_at")));
      }
      return all;
    }
  }

  private static boolean isAbusive(ResultSet row) throws SQLException {
    return Judgement.of(row.getString("verdict")).orElseThrow() == Judgement.ABUSIVE;
  }

  private static Judged judged(ResultSet row) throws SQLException {
    return new Judged(
        ScoreRows.vector(row, row.getLong("events")),
        row.getDouble("anomaly_score"),
        row.getDouble("ring_score"),
        row.getString("ring_id"),
        isAbusive(row),
        row.getBoolean("audited"),
        row.getDouble("inclusion_probability"),
        Columns.time(row, "decided_at"));
  }

  /** Deletes what is kept with verdicts that were decided before a moment; how many. */
  public int forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM verdict_features WHERE decided_at < ?")) {
      Columns.set(delete, 1, moment);
      return delete.executeUpdate();
    }
  }
}
