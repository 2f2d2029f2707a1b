package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Accounts about which nobody has decided and a verdict would say something, and what kinds of
 * account were decided about. The kind of an account is the strongest reason that raises its score,
 * other than what verdicts taught and what is only the rest. Safe for threads.
 */
public final class LabelCandidates {

  /** The most that are looked at. */
  public static final int MOST = 1_500;

  private static final int OF_A_PART = MOST / 3;

  /** Of the latest score of an account until a moment. */
  private static final String KIND =
      "(SELECT jsonb_path_query_first(r.reasons, '$[*] ? (@.points > 0 && @.name != \"other\""
          + " && !(@.name starts with \"verdicts_\"))') ->> 'name' FROM risk_scores r"
          + " WHERE r.account_id = %s.account_id AND r.scored_at <= %s"
          + " ORDER BY r.scored_at DESC LIMIT 1)";

  /** The random sample is drawn for itself, and stays as it is. */
  private static final String UNDECIDED =
      """
      (SELECT a.account_id, a.risk_score::float8 AS risk, a.ring_id, a.scored_at FROM accounts a
        WHERE a.risk_score %s AND a.last_event_at >= ?
          AND NOT EXISTS (SELECT FROM verdicts_now v WHERE v.account_id = a.account_id
            AND v.withdrawn_at IS NULL AND v.origin <> 'second_review')
          AND NOT EXISTS (SELECT FROM verdicts_now v WHERE v.ring_id = a.ring_id
            AND v.withdrawn_at IS NULL AND v.origin <> 'second_review')
          AND NOT EXISTS (SELECT FROM audit_items_open i WHERE i.account_id = a.account_id)
          AND NOT EXISTS (SELECT FROM listed l WHERE l.kind = 'allow' AND l.what = 'account'
            AND l.value = a.account_id)
        ORDER BY a.risk_score %s, a.account_id LIMIT %d)
      """;

  /** Next to the threshold on both sides, and the highest. */
  private static final String OPEN =
      "SELECT n.account_id, n.risk, n.ring_id, coalesce("
          + KIND.formatted("n", "n.scored_at")
          + ", '') AS kind FROM ("
          + String.join(
              " UNION ",
              UNDECIDED.formatted(">= ?", "", OF_A_PART),
              UNDECIDED.formatted(">= ?", "DESC", OF_A_PART),
              UNDECIDED.formatted("< ? AND a.risk_score >= ?", "DESC", OF_A_PART))
          + ") n ORDER BY n.account_id COLLATE \"C\"";

  private static final String JUDGED =
      """
      SELECT kind, count(*) AS accounts FROM (
        SELECT %s AS kind FROM verdicts_now v
        WHERE v.decided_at >= ? AND v.stands AND v.account_id IS NOT NULL
          AND v.verdict <> 'unsure') j
      WHERE kind IS NOT NULL GROUP BY kind
      """
          .formatted(KIND.formatted("v", "v.decided_at"));

  private static final String SAMPLED = "SELECT count(*) AS waiting FROM audit_items_open";

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
   * @param ringId its ring; null if none
   */
  public record Candidate(String account, double risk, String kind, @Nullable String ringId) {

    /** What it is nearly a copy of: its ring, or else itself. */
    public String unit() {
      return ringId == null ? account : ringId;
    }
  }

  /**
   * Those about whom, and about whose ring, nobody has decided: next to a threshold on both sides,
   * and those with the highest scores; at most {@value #MOST}, by account.
   *
   * @param threshold the score
   * @param below so far below it at most
   * @param since only who acted since then
   */
  public List<Candidate> open(double threshold, double below, Instant since) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OPEN)) {
      select.setDouble(1, threshold);
      Columns.set(select, 2, since);
      select.setDouble(3, threshold);
      Columns.set(select, 4, since);
      select.setDouble(5, threshold);
      select.setDouble(6, threshold - below);
      Columns.set(select, 7, since);
      List<Candidate> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new Candidate(
                  row.getString("account_id"),
                  row.getDouble("risk"),
                  row.getString("kind"),
                  row.getString("ring_id")));
        }
      }
      return all;
    }
  }

  /**
   * How many accounts of each kind were decided about, by verdicts that stand, as far as it is kept
   * what they scored.
   *
   * @param since only what was decided since then
   */
  public Map<String, Integer> judged(Instant since) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(JUDGED)) {
      Columns.set(select, 1, since);
      Map<String, Integer> byKind = new TreeMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byKind.put(row.getString("kind"), row.getInt("accounts"));
        }
      }
      return byKind;
    }
  }

  /** How many accounts of the random sample wait for a verdict. */
  public int sampled() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(SAMPLED)) {
      row.next();
      return row.getInt("waiting");
    }
  }
}
