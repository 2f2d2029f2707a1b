package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Accounts about which nobody has decided and a verdict would say something, and what kinds of
 * account were decided about. The kind of an account is the strongest reason of its score. Safe for
 * threads.
 */
public final class LabelCandidates {

  /** The most that are looked at: those with the highest scores. */
  public static final int MOST = 2_000;

  private static final String KIND =
      "(SELECT r.reasons->0->>'name' FROM risk_scores r WHERE r.account_id = %s.account_id"
          + " ORDER BY r.scored_at DESC LIMIT 1)";

  /** The random sample is drawn for itself, and stays as it is. */
  private static final String OPEN =
      """
      WITH near AS (
        SELECT a.account_id, a.risk_score::float8 AS risk FROM accounts a
        WHERE a.risk_score >= ?::float8 AND a.last_event_at >= ?
          AND NOT EXISTS (SELECT FROM verdicts_now v
            WHERE v.account_id = a.account_id AND v.stands)
          AND NOT EXISTS (SELECT FROM audit_items_open i WHERE i.account_id = a.account_id)
          AND NOT EXISTS (SELECT FROM listed l WHERE l.kind = 'allow' AND l.what = 'account'
            AND l.value = a.account_id)
        ORDER BY a.risk_score DESC, a.account_id LIMIT %d
      )
      SELECT n.account_id, n.risk, coalesce(%s, '') AS kind FROM near n
      ORDER BY n.account_id COLLATE "C"
      """
          .formatted(MOST, KIND.formatted("n"));

  private static final String JUDGED =
      """
      SELECT kind, count(*) AS accounts FROM (
        SELECT coalesce(%s, '') AS kind FROM verdicts_now v
        WHERE v.stands AND v.account_id IS NOT NULL AND v.verdict <> 'unsure') j
      GROUP BY kind
      """
          .formatted(KIND.formatted("v"));

  private final DataSource dataSource;

  /** The accounts of a database that has the schema. */
  public LabelCandidates(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An account that nobody has decided about.
   *
   * @param risk its score, 0 to 100
   * @param kind the strongest reason of its score; empty if none is kept
   */
  public record Candidate(String account, double risk, String kind) {}

  /**
   * Those with the highest scores, by account.
   *
   * @param least the lowest score
   * @param since only who acted since then
   */
  public List<Candidate> open(double least, Instant since) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OPEN)) {
      select.setDouble(1, least);
      Columns.set(select, 2, since);
      List<Candidate> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new Candidate(
                  row.getString("account_id"), row.getDouble("risk"), row.getString("kind")));
        }
      }
      return all;
    }
  }

  /** How many accounts of each kind were decided about, by verdicts that stand. */
  public Map<String, Integer> judged() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(JUDGED);
        ResultSet row = select.executeQuery()) {
      Map<String, Integer> byKind = new TreeMap<>();
      while (row.next()) {
        byKind.put(row.getString("kind"), row.getInt("accounts"));
      }
      return byKind;
    }
  }
}
