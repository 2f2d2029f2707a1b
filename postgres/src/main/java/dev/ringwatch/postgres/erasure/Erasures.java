package dev.ringwatch.postgres.erasure;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The list of erasures. Safe for threads. */
public final class Erasures {

  private static final String SELECT =
      "SELECT id, account_id, account_mark, step, asked_by, asked_at, due_at, finished_at,"
          + " removed_rows, problem FROM erasures";

  private static final int PATIENCE_SECONDS = 5;

  private final DataSource dataSource;

  /** The list in a database that has the schema. */
  public Erasures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What somebody wants.
   *
   * @param account which account is to be erased
   * @param mark a keyed hash of its name
   * @param by who wants it, as the audit log names them
   * @param at when they said so
   * @param due by when it is to be done
   */
  public record Wanted(String account, String mark, String by, Instant at, Instant due) {

    /** Checks that there is an account. */
    public Wanted {
      if (account.isEmpty()) {
        throw new IllegalArgumentException("the account to be erased must not be empty");
      }
    }
  }

  /**
   * How the list stands.
   *
   * @param open how many are not done
   * @param late how many of them should be done
   * @param oldestDue by when the first of those that are not done is to be done; null if all are
   */
  public record Standing(long open, long late, @Nullable Instant oldestDue) {

    /** Nobody is to be erased. */
    public static final Standing NONE = new Standing(0, 0, null);
  }

  /**
   * How the list stands at a time. Takes some seconds at most, or fails.
   *
   * @param now what is due before it is late
   */
  public Standing standing(Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                "SELECT count(*), count(*) FILTER (WHERE due_at < ?), min(due_at) AS due"
                    + " FROM erasures WHERE account_id IS NOT NULL")) {
      count.setQueryTimeout(PATIENCE_SECONDS);
      Columns.set(count, 1, now);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return new Standing(row.getLong(1), row.getLong(2), Columns.timeOrNull(row, "due"));
      }
    }
  }

  /**
   * Puts an account on the list; one that is on it and not done yet stays as it is. On a
   * connection, as part of its transaction.
   *
   * @return how it stands on the list
   */
  public Erasure ask(Connection connection, Wanted wanted) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO erasures (account_id, account_mark, step, asked_by, asked_at, due_at)"
                + " VALUES (?, ?, 'asked', ?, ?, ?)"
                + " ON CONFLICT (account_id) WHERE account_id IS NOT NULL DO NOTHING")) {
      insert.setString(1, wanted.account());
      insert.setString(2, wanted.mark());
      insert.setString(3, wanted.by());
      Columns.set(insert, 4, wanted.at());
      Columns.set(insert, 5, wanted.due());
      insert.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE account_id = ?")) {
      select.setString(1, wanted.account());
      return all(select).getFirst();
    }
  }

  /** Those that are not done, in the order in which they were asked for. */
  public List<Erasure> open() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(SELECT + " WHERE account_id IS NOT NULL ORDER BY id")) {
      return all(select);
    }
  }

  /**
   * A page of all of them, the newest first.
   *
   * @param before only those with a smaller number; the largest number for the first page
   * @param limit how many at most
   */
  public List<Erasure> page(long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(SELECT + " WHERE id < ? ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(2, limit);
      return all(select);
    }
  }

  /** Notes how far one is: more rows are gone, and what hinders it. */
  public void forgetting(long id, long moreRows, String problem) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE erasures SET step = 'forgetting', removed_rows = removed_rows + ?,"
                    + " problem = ? WHERE id = ? AND step <> 'done'")) {
      update.setLong(1, moreRows);
      update.setString(2, problem);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  /**
   * Says that one is done, and forgets the account's name. On a connection, as part of its
   * transaction.
   *
   * @param problem what could not be reached, in a sentence without the name; empty for nothing
   */
  public void done(Connection connection, long id, Instant at, String problem) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE erasures SET step = 'done', account_id = NULL, finished_at = ?, problem = ?"
                + " WHERE id = ? AND step <> 'done'")) {
      Columns.set(update, 1, at);
      update.setString(2, problem);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  private static List<Erasure> all(PreparedStatement select) throws SQLException {
    List<Erasure> erasures = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        erasures.add(
            new Erasure(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("account_mark"),
                Erasure.Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
                row.getString("asked_by"),
                Columns.time(row, "asked_at"),
                Columns.time(row, "due_at"),
                Columns.timeOrNull(row, "finished_at"),
                row.getLong("removed_rows"),
                row.getString("problem")));
      }
    }
    return erasures;
  }
}
