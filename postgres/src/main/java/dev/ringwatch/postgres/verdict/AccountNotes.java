package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What people noted about accounts, for those who look next. Notes are added and never changed.
 * Safe for threads.
 */
public final class AccountNotes {

  /** The longest text. */
  public static final int MAX_TEXT = 2_000;

  private static final String ADD =
      """
      INSERT INTO account_notes (account_id, text, written_by, written_at) VALUES (?, ?, ?, ?)
      RETURNING id
      """;

  private static final String LATEST =
      """
      SELECT id, text, written_by, written_at FROM account_notes
      WHERE account_id = ? ORDER BY id DESC LIMIT ?
      """;

  private final DataSource dataSource;

  /** The notes in a database that has the schema. */
  public AccountNotes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Adds a note; on a connection, as part of its transaction.
   *
   * @param text not empty, at most {@value #MAX_TEXT} characters
   * @return its number
   */
  public long add(Connection connection, String account, String text, Giver giver)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, account);
      insert.setString(2, text);
      insert.setString(3, giver.who());
      Columns.set(insert, 4, giver.now());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * What was noted about an account, the newest first.
   *
   * @param limit the most to return
   */
  public List<KeptNote> latest(String account, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LATEST)) {
      select.setString(1, account);
      select.setInt(2, limit);
      List<KeptNote> notes = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          notes.add(
              new KeptNote(
                  row.getLong("id"),
                  row.getString("text"),
                  row.getString("written_by"),
                  Columns.time(row, "written_at")));
        }
      }
      return notes;
    }
  }
}
