package dev.ringwatch.postgres.erasure;

import dev.ringwatch.postgres.Transaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The rows that are about an account, to be read out or removed. Its events are {@link
 * AccountEvents}'. Safe for threads.
 */
public final class AccountRows {

  private static final int ROWS_AT_ONCE = 1_000;

  private final DataSource dataSource;

  /** The rows in a database that has the schema. */
  public AccountRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Takes what is kept, row by row. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes a row.
     *
     * @param table which table it is of
     * @param row its columns as a JSON object in one line
     */
    void take(String table, String row) throws IOException;
  }

  /**
   * Hands over all rows that are about an account, its events last, in constant memory, as they are
   * at one moment.
   *
   * @throws IOException if the taker does; no more is read then
   */
  public void export(String account, Taker taker) throws SQLException, IOException {
    AccountName name = new AccountName(account, account);
    try (Connection connection = dataSource.getConnection()) {
      IOException[] failed = new IOException[1];
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        Transaction.run(
            connection,
            () -> {
              try {
                for (AboutAccount about : AboutAccount.ALL) {
                  export(connection, about, name, taker);
                }
                export(connection, AccountEvents.ABOUT, name, taker);
              } catch (IOException e) {
                failed[0] = e;
              }
              return true;
            });
      } finally {
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      if (failed[0] != null) {
        throw failed[0];
      }
    }
  }

  private static void export(
      Connection connection, AboutAccount about, AccountName name, Taker taker)
      throws SQLException, IOException {
    String sql =
        "SELECT row_to_json(t)::text FROM " + about.table() + " t WHERE " + about.condition();
    try (PreparedStatement select = AboutAccount.prepare(connection, sql, name)) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taker.take(about.table(), row.getString(1));
        }
      }
    }
  }

  /**
   * Removes the rows that are about an account and nobody else, all or none. Those that others are
   * in too are left to {@link Mentions}.
   *
   * @return how many there were
   */
  public long remove(AccountName name) throws SQLException {
    // One statement, at whose end the keys between these tables are looked at: verdicts and appeals
    // name each other.
    List<String> parts = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    for (AboutAccount about : AboutAccount.ALL) {
      if (about.fate() == AboutAccount.Fate.REMOVED) {
        String part = "gone_" + about.table();
        parts.add(
            part
                + " AS (DELETE FROM "
                + about.table()
                + " WHERE "
                + about.condition()
                + " RETURNING 1)");
        counts.add("(SELECT count(*) FROM " + part + ")");
      }
    }
    String sql = "WITH " + String.join(", ", parts) + " SELECT " + String.join(" + ", counts);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement remove = AboutAccount.prepare(connection, sql, name);
        ResultSet row = remove.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
