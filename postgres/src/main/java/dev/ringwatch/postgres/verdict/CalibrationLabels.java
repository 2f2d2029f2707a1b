package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What calibration learns from: one label an account, with the score that it would have been
 * flagged by. Safe for threads.
 *
 * <p>The rate of false positives is the share of benign accounts that open any incident in a day.
 * So the score of a label is the highest of one day, and only labels of {@link VerdictOrigin#AUDIT}
 * that say benign carry the bound. Those of other origins were looked at because of their score;
 * they serve recall and precision, weighed by the inverse of their inclusion probability where it
 * is known.
 *
 * <p>Final scores are kept where they moved by a point or into another band, so the highest may be
 * less than a point too low. They are kept as long as events are; older days have none.
 */
public final class CalibrationLabels {

  private static final String BETWEEN =
      """
      WITH label AS (
        SELECT v.account_id, v.verdict, v.abuse_type, v.decided_at,
          CASE WHEN s.id IS NULL THEN v.origin ELSE 'audit' END AS origin,
          coalesce(s.inclusion_probability, v.inclusion_probability) AS inclusion_probability,
          coalesce(s.day, date_trunc('day', v.decided_at, 'UTC')) AS day
        FROM verdicts_now v
        LEFT JOIN LATERAL (
          SELECT i.id, i.day, i.inclusion_probability FROM audit_items i
          WHERE i.account_id = v.account_id
            AND NOT EXISTS (SELECT FROM audit_items_open o WHERE o.id = i.id)
          ORDER BY i.id DESC LIMIT 1) s ON true
        WHERE v.stands AND v.account_id IS NOT NULL AND v.decided_at >= ? AND v.decided_at < ?
      )
      SELECT l.*, greatest(
        (SELECT max(r.risk_score::float8) FROM risk_scores r
          WHERE r.account_id = l.account_id AND r.scored_at >= l.day
            AND r.scored_at < l.day + interval '24 hours'),
        (SELECT r.risk_score::float8 FROM risk_scores r
          WHERE r.account_id = l.account_id AND r.scored_at < l.day
          ORDER BY r.scored_at DESC LIMIT 1)) AS highest
      FROM label l ORDER BY l.account_id COLLATE "C"
      """;

  private final DataSource dataSource;

  /** The labels of a database that has the schema. */
  public CalibrationLabels(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The labels of accounts whose standing verdict was decided in a window, by account. Those that
   * nobody can tell ({@link Judgement#UNSURE}) are among them.
   *
   * @param from the beginning
   * @param to the end, which is not in it any more
   */
  public List<CalibrationLabel> between(Instant from, Instant to) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(BETWEEN)) {
      Columns.set(select, 1, from);
      Columns.set(select, 2, to);
      List<CalibrationLabel> labels = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          labels.add(label(row));
        }
      }
      return labels;
    }
  }

  private static CalibrationLabel label(ResultSet row) throws SQLException {
    return new CalibrationLabel(
        row.getString("account_id"),
        Judgement.of(row.getString("verdict")).orElseThrow(),
        row.getString("abuse_type"),
        VerdictOrigin.of(row.getString("origin")).orElseThrow(),
        row.getObject("inclusion_probability", Double.class),
        Columns.time(row, "decided_at"),
        Columns.time(row, "day"),
        row.getObject("highest", Double.class));
  }
}
