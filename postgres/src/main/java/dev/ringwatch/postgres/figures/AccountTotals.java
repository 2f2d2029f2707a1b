package dev.ringwatch.postgres.figures;

import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * How many accounts there are of which band and age. Triggers on the accounts keep these tables in
 * the transaction of each change; what was there before the triggers is counted once. Safe for
 * threads and for several processes.
 */
public final class AccountTotals {

  private static final String COUNTED =
      "SELECT EXISTS (SELECT FROM dashboard_metrics WHERE metric = 'accounts_counted')";

  /**
   * A trigger waits for the lock with what it adds, and who has it waits for triggers that have
   * added: so each change is in what is counted, or is added to it, and never both.
   */
  private static final List<String> COUNT =
      List.of(
          "LOCK TABLE account_bands, account_ages IN EXCLUSIVE MODE",
          "DELETE FROM account_bands",
          "DELETE FROM account_ages",
          """
          INSERT INTO account_bands
          SELECT band, count(*), sum(round(risk_score::float8 * 10)::bigint)
          FROM accounts GROUP BY band
          """,
          """
          INSERT INTO account_ages
          SELECT account_day(account_created_at), band, count(*) FROM accounts GROUP BY 1, 2
          """,
          """
          INSERT INTO dashboard_metrics (metric, at, value) VALUES ('accounts_counted', 'epoch', 1)
          ON CONFLICT DO NOTHING
          """);

  private final DataSource dataSource;

  /** The totals in a database that has the schema. */
  public AccountTotals(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Counts all accounts, if that was never done: a second for some millions, in which no score is
   * written.
   */
  public void countOnce() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (!isCounted(statement)) {
        Transaction.run(
            connection,
            () -> {
              for (String one : COUNT) {
                statement.execute(one);
              }
              return true;
            });
      }
    }
  }

  /** How many there are, as far as they were counted. */
  public long accounts() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT coalesce(sum(accounts), 0) FROM account_bands")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isCounted(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(COUNTED)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
