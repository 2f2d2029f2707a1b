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

/** When accounts were opened, as the platform says it. Safe for threads. */
public final class OpenedAccounts {

  private static final String OPENED =
      """
      SELECT account_id, account_created_at FROM accounts
      WHERE account_id = ANY (?) AND account_created_at IS NOT NULL
      """;

  private final DataSource dataSource;

  /** The accounts of a database that has the schema. */
  public OpenedAccounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Of some accounts, when they were opened; those of which it is not known are not there. */
  public Map<String, Instant> of(Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OPENED)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Map<String, Instant> opened = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          opened.put(row.getString("account_id"), Columns.time(row, "account_created_at"));
        }
      }
      return opened;
    }
  }
}
