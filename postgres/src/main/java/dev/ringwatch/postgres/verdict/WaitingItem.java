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
import org.jspecify.annotations.Nullable;

/**
 * An account or ring that waits for a verdict. What it says is the same whatever it waits for, and
 * nothing of what others decided, so that whoever decides is not led.
 *
 * @param id its number among those that wait for the same; later ones have larger numbers
 * @param subject what is to be decided about
 * @param riskScore its latest written score, 0 to 100; null if none is
 * @param since since when it waits
 */
public record WaitingItem(
    long id, VerdictSubject subject, @Nullable Double riskScore, Instant since) {

  /**
   * Reads what waits, the longest waiting first.
   *
   * @param of selects id, account_id, ring_id, since, and by whom it was decided
   * @param asking who asks, and is not shown what they decided themselves
   */
  static List<WaitingItem> page(
      DataSource dataSource, String of, String asking, long after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT q.id, q.account_id, q.ring_id, q.since,"
                    + " coalesce(a.risk_score::float8, r.ring_score::float8) AS score FROM ("
                    + of
                    + ") q LEFT JOIN accounts a ON a.account_id = q.account_id"
                    + " LEFT JOIN rings r ON r.ring_id = q.ring_id"
                    + " WHERE q.id > ? AND q.decided_by IS DISTINCT FROM ?"
                    + " ORDER BY q.id LIMIT ?")) {
      select.setLong(1, after);
      select.setString(2, asking);
      select.setInt(3, limit);
      List<WaitingItem> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(
              new WaitingItem(
                  row.getLong("id"),
                  VerdictSubject.read(row),
                  row.getObject("score", Double.class),
                  Columns.time(row, "since")));
        }
      }
      return all;
    }
  }
}
