package dev.ringwatch.postgres.hunt;

import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is known of accounts that a hunt found. Safe for threads. */
public final class KnownAccounts {

  private static final String KNOWN =
      """
      SELECT f.account_id, v.verdict,
        a.risk_score - coalesce((
          SELECT sum((r.reason ->> 'points')::float8) FROM (
            SELECT s.reasons FROM risk_scores s WHERE s.account_id = a.account_id
            ORDER BY s.scored_at DESC LIMIT 1) latest,
            jsonb_array_elements(latest.reasons) r (reason)
          WHERE r.reason ->> 'name' = ?), 0) AS risk_score
      FROM unnest(?) f (account_id)
        LEFT JOIN verdicts_now v ON v.account_id = f.account_id AND v.stands
        LEFT JOIN accounts a ON a.account_id = f.account_id
      """;

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public KnownAccounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An account.
   *
   * @param verdict what stands about it: {@code abusive}, {@code benign} or {@code unsure}; null if
   *     nothing does
   * @param risk its latest written risk score, without what the hunt adds to it; null if it has
   *     none
   */
  public record Known(String account, @Nullable String verdict, @Nullable Double risk) {}

  /**
   * What is known of some accounts, each once.
   *
   * @param hunt which found them: what it adds to a score itself is not counted
   */
  public List<Known> of(String hunt, Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setString(1, ScoreStep.HUNT + hunt);
      statement.setArray(2, connection.createArrayOf("text", accounts.toArray()));
      List<Known> known = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          double risk = row.getDouble("risk_score");
          Double score = row.wasNull() ? null : (Double) risk;
          known.add(new Known(row.getString("account_id"), row.getString("verdict"), score));
        }
      }
      return known;
    }
  }

  /** How many accounts a verdict calls abusive that were there at some time of a span. */
  public long abusive(Instant since, Instant until) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM verdicts_now v JOIN accounts a USING (account_id)"
                    + " WHERE v.stands AND v.verdict = 'abusive'"
                    + " AND a.last_event_at >= ? AND a.first_event_at < ?")) {
      Columns.set(statement, 1, since);
      Columns.set(statement, 2, until);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
