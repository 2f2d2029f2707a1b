package dev.ringwatch.postgres.erasure;

import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.log.FlatJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the event log's tables hold of an account: its events, what events of others say of it, and
 * control records that name it. Numbers stay as they are; those of events that are gone are gaps,
 * as retention leaves them. Safe for threads.
 */
public final class AccountEvents {

  /** Its events, as rows that are about it. */
  static final AboutAccount ABOUT =
      new AboutAccount("raw_events", "account_id = :account", AboutAccount.Fate.REMOVED);

  private static final int ROWS_AT_ONCE = 1_000;

  private static final String IN_JSON = "trim(both '\"' FROM to_json(:account)::text)";

  private static final String OTHERS =
      "target IN (:account, 'account:' || :account)"
          + " OR target_owner IN (:account, 'account:' || :account)"
          + " OR (attributes IS NOT NULL AND strpos(attributes::text, "
          + IN_JSON
          + ") > 0)";

  /** Models are large and name nobody. Names are written as JSON there. */
  private static final String NAMED_RECORDS =
      "SELECT seq, kind, body FROM control_records WHERE kind IN ('rings', 'findings')"
          + " AND strpos(body, "
          + IN_JSON
          + ") > 0";

  private final DataSource dataSource;
  private final Records records;

  /** Says what a control record is without an account. Safe for threads. */
  @FunctionalInterface
  public interface Records {

    /**
     * A control record's body without an account.
     *
     * @param kind of the record
     * @return empty if it does not name the account
     */
    Optional<String> without(String kind, String body, String account);
  }

  /** The log of a database that has the schema. */
  public AccountEvents(DataSource dataSource, Records records) {
    this.dataSource = dataSource;
    this.records = records;
  }

  /**
   * Removes an account's events, and puts its pseudonym where others act on it. A partition at a
   * time: a call that fails midway is made again. Reads every partition once.
   *
   * @param throughSeq no later events: whoever comes again under the name is somebody new
   * @return how many events there were
   */
  public long remove(AccountName name, long throughSeq) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      raiseFloor(connection, throughSeq);
      long removed = 0;
      for (String partition : partitions(connection)) {
        removed +=
            Transaction.run(connection, () -> remove(connection, partition, name, throughSeq));
      }
      Transaction.run(connection, () -> rewriteRecords(connection, name));
      return removed;
    }
  }

  /** Numbers must not be given again because the last of them are gone. */
  private static void raiseFloor(Connection connection, long seq) throws SQLException {
    try (PreparedStatement raise =
        connection.prepareStatement(
            "INSERT INTO log_floor (seq) VALUES (?)"
                + " ON CONFLICT (only_row) DO UPDATE SET seq = greatest(log_floor.seq, ?)")) {
      raise.setLong(1, seq);
      raise.setLong(2, seq);
      raise.executeUpdate();
    }
  }

  private static List<String> partitions(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT inhrelid::regclass::text FROM pg_inherits"
                    + " WHERE inhparent = 'raw_events'::regclass ORDER BY 1")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private static long remove(
      Connection connection, String partition, AccountName name, long throughSeq)
      throws SQLException {
    String own = "DELETE FROM " + partition + " WHERE account_id = :account AND seq <= ";
    long removed;
    try (PreparedStatement delete = AboutAccount.prepare(connection, own + throughSeq, name)) {
      removed = delete.executeUpdate();
    }
    String others =
        "SELECT seq, ts, target, target_owner, attributes::text FROM "
            + partition
            + (" WHERE seq <= " + throughSeq)
            + (" AND (" + OTHERS + ")");
    try (PreparedStatement select = AboutAccount.prepare(connection, others, name);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE "
                    + partition
                    + " SET target = ?, target_owner = ?, attributes = ?::jsonb"
                    + " WHERE seq = ? AND ts = ?")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rename(row, update, name);
        }
      }
    }
    return removed;
  }

  private static void rename(ResultSet row, PreparedStatement update, AccountName name)
      throws SQLException {
    String target = row.getString(3);
    String owner = row.getString(4);
    String attributes = row.getString(5);
    Optional<String> newTarget = whole(target, name);
    Optional<String> newOwner = whole(owner, name);
    Optional<String> newAttributes =
        attributes == null ? Optional.empty() : attributesWithout(attributes, name);
    if (newTarget.isEmpty() && newOwner.isEmpty() && newAttributes.isEmpty()) {
      return;
    }
    update.setString(1, newTarget.orElse(target));
    update.setString(2, newOwner.orElse(owner));
    update.setString(3, newAttributes.orElse(attributes));
    update.setLong(4, row.getLong(1));
    update.setObject(5, row.getObject(2, OffsetDateTime.class));
    update.executeUpdate();
  }

  private static Optional<String> whole(@Nullable String value, AccountName name) {
    return value == null ? Optional.empty() : name.withoutWhole(value);
  }

  /**
   * An event's attributes without the account.
   *
   * @param attributes a flat JSON object of texts
   * @return empty if they do not name it
   */
  public static Optional<String> attributesWithout(String attributes, AccountName name) {
    if (!name.mayBeIn(attributes)) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>(FlatJson.values(attributes));
    boolean[] renamed = {false};
    values.replaceAll((key, value) -> {
      Optional<String> without = name.withoutUnder(key, value);
      renamed[0] |= without.isPresent();
      return without.orElse(value);
    });
    return renamed[0] ? Optional.of(FlatJson.text(values)) : Optional.empty();
  }

  private boolean rewriteRecords(Connection connection, AccountName name) throws SQLException {
    boolean rewritten = false;
    try (PreparedStatement select = AboutAccount.prepare(connection, NAMED_RECORDS, name);
        ResultSet row = select.executeQuery();
        PreparedStatement update =
            connection.prepareStatement("UPDATE control_records SET body = ? WHERE seq = ?")) {
      while (row.next()) {
        Optional<String> body = records.without(row.getString(2), row.getString(3), name.id());
        if (body.isPresent()) {
          update.setString(1, body.get());
          update.setLong(2, row.getLong(1));
          update.executeUpdate();
          rewritten = true;
        }
      }
    }
    return rewritten;
  }

  /** Whether a control record names the account, as one may that was written meanwhile. */
  public boolean isNamedByRecords(AccountName name) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = AboutAccount.prepare(connection, NAMED_RECORDS, name);
        ResultSet row = select.executeQuery()) {
      boolean named = false;
      while (row.next() && !named) {
        named = records.without(row.getString(2), row.getString(3), name.id()).isPresent();
      }
      return named;
    }
  }
}
