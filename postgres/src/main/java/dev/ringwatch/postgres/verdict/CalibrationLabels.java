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
 * they serve recall and precision.
 *
 * <p>Final scores are kept where they moved by a point or into another band, so the highest may be
 * less than a point too low. They are kept as long as events are; older days have none.
 */
public final class CalibrationLabels {

  private static final String BETWEEN =
      """
      WITH asked AS (SELECT ?::timestamptz AS since, ?::timestamptz AS until),
      sampled AS (
        SELECT v.account_id, v.inclusion_probability, coalesce(i.day, v.decided_at) AS at,
          i.country, i.client,
          row_number() OVER (PARTITION BY v.account_id, v.audit_item
            ORDER BY v.decided_at, v.id) AS nth,
          v.audit_item IS NOT NULL AS ours
        FROM verdicts_now v LEFT JOIN audit_items i ON i.id = v.audit_item
        WHERE v.origin = 'audit' AND v.account_id IS NOT NULL AND v.withdrawn_at IS NULL
      ),
      chosen AS (
        SELECT DISTINCT ON (s.account_id) s.account_id, s.at, s.inclusion_probability,
          s.country, s.client,
          s.at >= asked.since AND s.at < asked.until AS is_within
        FROM sampled s CROSS JOIN asked WHERE s.nth = 1
        ORDER BY s.account_id, is_within DESC, s.ours DESC, s.at DESC
      ),
      label AS (
        SELECT v.account_id, v.verdict, v.abuse_type, v.decided_at,
          CASE WHEN s.at IS NULL THEN v.origin ELSE 'audit' END AS origin,
          CASE WHEN s.at IS NULL THEN v.inclusion_probability ELSE s.inclusion_probability END
            AS inclusion_probability,
          s.country, s.client,
          date_trunc('day', coalesce(s.at, v.decided_at), 'UTC') AS day
        FROM verdicts_now v CROSS JOIN asked
        LEFT JOIN chosen s ON s.account_id = v.account_id
        WHERE v.stands AND v.account_id IS NOT NULL AND coalesce(s.is_within,
          v.decided_at >= asked.since AND v.decided_at < asked.until)
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
   * The labels of a window, by account. An account of a random sample is in the window that it was
   * sampled in: by the day of the item, or, where the sample was drawn elsewhere, by when its first
   * verdict of the audit was decided; a later verdict must not move it. Of two samples of the
   * window the latest counts. Of others it is when the verdict that stands was decided. Those that
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
        new CalibrationLabel.Groups(row.getString("country"), row.getString("client")),
        row.getObject("highest", Double.class));
  }
}
