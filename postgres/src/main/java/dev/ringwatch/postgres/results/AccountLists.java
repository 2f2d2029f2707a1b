package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads scored accounts by risk, and the scores of one over time. Safe for threads. */
public final class AccountLists {

  private static final String COLUMNS =
      """
      SELECT account_id, risk_score, band, anomaly_score, ring_score, ring_id, events,
        first_event_at, last_event_at, scored_at
      FROM accounts
      """;

  /** The second bound of the score is what the index goes by. */
  private static final String BY_RISK =
      COLUMNS
          + """
          WHERE risk_score >= ? AND risk_score <= ? AND (risk_score < ? OR account_id > ?)%s
          ORDER BY risk_score DESC, account_id LIMIT ?
          """;

  private static final String BY_ID = COLUMNS + "WHERE account_id = ?";

  private static final String BETWEEN =
      COLUMNS + "WHERE account_id >= ? AND account_id < ? ORDER BY account_id LIMIT ?";

  /** Only then the key's index is in the order of code points. */
  private static final String IN_ORDER =
      "SELECT datlocprovider = 'b' OR (datlocprovider = 'c' AND datcollate IN ('C', 'POSIX'))"
          + " FROM pg_database WHERE datname = current_database()";

  private static final String OVER_TIME =
      """
      SELECT scored_at, risk_score, anomaly_score, ring_score, model_id, reasons
      FROM risk_scores WHERE account_id = ? AND scored_at < ? ORDER BY scored_at DESC LIMIT ?
      """;

  /** Before all of a list: no score is higher, and no id before the empty one. */
  private static final AccountPosition START = new AccountPosition(101, "");

  private final DataSource dataSource;

  /** The accounts in a database that has the schema. */
  public AccountLists(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The riskiest accounts, the worst first, equal ones by id.
   *
   * @param after where the page before ended; null for the first
   * @param limit the most to return
   */
  public List<ListedAccount> byRisk(
      AccountFilter filter, @Nullable AccountPosition after, int limit) throws SQLException {
    AccountPosition place = after == null ? START : after;
    AccountConditions conditions = AccountConditions.of(filter);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(BY_RISK.formatted(conditions.sql()))) {
      select.setDouble(1, filter.leastRisk());
      select.setDouble(2, place.risk());
      select.setDouble(3, place.risk());
      select.setString(4, place.accountId());
      select.setInt(conditions.set(select, 5), limit);
      return readAll(select);
    }
  }

  /** The account of an id; empty if it has no score. */
  public Optional<ListedAccount> find(String account) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(BY_ID)) {
      select.setString(1, account);
      return readAll(select).stream().findFirst();
    }
  }

  /**
   * Accounts whose ids begin with a text, in the order of their ids. Only the index is looked
   * through, so that this costs as much as it returns; of a database that sorts texts by a language
   * there is no such index, and the answer is empty.
   *
   * @param limit the most to return
   */
  public Optional<List<ListedAccount>> beginningWith(String prefix, int limit) throws SQLException {
    Optional<String> end = afterAllWith(prefix);
    try (Connection connection = dataSource.getConnection()) {
      if (end.isEmpty() || !isInOrder(connection)) {
        return Optional.empty();
      }
      try (PreparedStatement select = connection.prepareStatement(BETWEEN)) {
        select.setString(1, prefix);
        select.setString(2, end.get());
        select.setInt(3, limit);
        return Optional.of(readAll(select));
      }
    }
  }

  private static boolean isInOrder(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IN_ORDER);
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The first text behind all that begin with one; empty if there is none. */
  private static Optional<String> afterAllWith(String prefix) {
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    int last = prefix.codePointBefore(prefix.length());
    String before = prefix.substring(0, prefix.length() - Character.charCount(last));
    int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
    return next > Character.MAX_CODE_POINT
        ? afterAllWith(before)
        : Optional.of(before + Character.toString(next));
  }

  private static List<ListedAccount> readAll(PreparedStatement select) throws SQLException {
    List<ListedAccount> accounts = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        accounts.add(account(row));
      }
    }
    return accounts;
  }

  private static ListedAccount account(ResultSet row) throws SQLException {
    return new ListedAccount(
        row.getString("account_id"),
        row.getDouble("risk_score"),
        row.getString("band"),
        row.getDouble("anomaly_score"),
        row.getDouble("ring_score"),
        row.getString("ring_id"),
        row.getLong("events"),
        Columns.time(row, "first_event_at"),
        Columns.time(row, "last_event_at"),
        Columns.time(row, "scored_at"));
  }

  /**
   * The scores of an account over time, the newest first.
   *
   * @param before those of earlier ticks only
   * @param limit the most to return
   */
  public List<PastScore> overTime(String account, Instant before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OVER_TIME)) {
      select.setString(1, account);
      Columns.set(select, 2, before);
      select.setInt(3, limit);
      List<PastScore> scores = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          scores.add(
              new PastScore(
                  Columns.time(row, "scored_at"),
                  row.getDouble("risk_score"),
                  row.getDouble("anomaly_score"),
                  row.getDouble("ring_score"),
                  row.getString("model_id"),
                  row.getString("reasons")));
        }
      }
      return scores;
    }
  }
}
