package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was said against verdicts, and what became of it. Safe for threads. */
public final class Appeals {

  /** The longest text. */
  public static final int MAX_TEXT = 10_000;

  /** One is open at a time, and what is appealed against is the verdict that stands. */
  private static final String OPEN =
      """
      INSERT INTO appeals (account_id, text, verdict_id, opened_by, opened_at)
      SELECT account_id, ?, id, ?, ? FROM verdicts_now WHERE stands AND account_id = ?
      RETURNING id
      """;

  private static final String PAGE =
      """
      SELECT * FROM appeals_now WHERE id < ? AND (?::text IS NULL OR state = ?)
        AND (?::text IS NULL OR account_id = ?) ORDER BY id DESC LIMIT ?
      """;

  private final DataSource dataSource;

  /** The appeals of a database that has the schema. */
  public Appeals(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Enters an appeal against the verdict that stands about an account; on a connection, as part of
   * its transaction.
   *
   * @param text what is said, not empty, at most {@value #MAX_TEXT} characters
   * @return its number
   * @throws RefusedVerdictsException if no verdict stands, or an appeal is open already
   */
  public long open(Connection connection, String account, String text, Giver giver)
      throws SQLException {
    Verdicts.lock(connection);
    if (Known.of(connection, VerdictSubject.account(account)).appeal() != null) {
      throw refused("an appeal of the account " + account + " is open already");
    }
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setString(1, text);
      insert.setString(2, giver.who());
      Columns.set(insert, 3, giver.now());
      insert.setString(4, account);
      try (ResultSet row = insert.executeQuery()) {
        if (!row.next()) {
          throw refused("no verdict stands about the account " + account + " to appeal against");
        }
        return row.getLong(1);
      }
    }
  }

  private static RefusedVerdictsException refused(String sentence) {
    return new RefusedVerdictsException(List.of(new Refusal(0, sentence)));
  }

  /** The appeal of a number. */
  public Optional<KeptAppeal> find(long id) throws SQLException {
    return page(null, null, id + 1, 1).stream().filter(one -> one.id() == id).findFirst();
  }

  /**
   * Appeals, the newest first.
   *
   * @param state those that stand so only; null for all
   * @param account of this account only; null for all
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptAppeal> page(
      KeptAppeal.@Nullable State state, @Nullable String account, long before, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      String word = state == null ? null : state.word();
      select.setLong(1, before);
      select.setString(2, word);
      select.setString(3, word);
      select.setString(4, account);
      select.setString(5, account);
      select.setInt(6, limit);
      List<KeptAppeal> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(KeptAppeal.read(row));
        }
      }
      return all;
    }
  }
}
