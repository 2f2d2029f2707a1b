package dev.ringwatch.postgres.threshold;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * On which days accounts had an incident of their score opened, whatever became of it. Safe for
 * threads.
 */
public final class FlaggedDays {

  private static final String OPENED =
      """
      SELECT account_id, date_trunc('day', opened_at, 'UTC') AS day, max(score) AS score
      FROM alert_incidents WHERE kind = 'account' AND account_id = ANY (?) GROUP BY 1, 2
      """;

  private final DataSource dataSource;

  /** The days of a database that has the schema. */
  public FlaggedDays(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A day of an account.
   *
   * @param account its id
   * @param day the beginning of the day, UTC
   */
  public record FlaggedDay(String account, Instant day) {}

  /**
   * The days of some accounts, as far as their incidents are kept, with the highest score that one
   * has. Days are by the server's clock.
   */
  public Map<FlaggedDay, Double> of(Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OPENED)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Map<FlaggedDay, Double> days = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.put(
              new FlaggedDay(row.getString("account_id"), Columns.time(row, "day")),
              row.getDouble("score"));
        }
      }
      return days;
    }
  }
}
