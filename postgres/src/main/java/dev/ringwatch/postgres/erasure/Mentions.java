package dev.ringwatch.postgres.erasure;

import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Puts an account's pseudonym wherever else a table names it: in a ring's history, what was said to
 * others, a note about somebody else. It goes by the catalogue, so that a table that is new is gone
 * through without anybody having thought of it, and by what its columns are called. Safe for
 * threads.
 */
public final class Mentions {

  /** Tables whose rows others remove or rewrite. */
  private static final Set<String> LEFT_ALONE =
      Set.of("raw_events", "control_records", "audit_log", "erasures", "alert_endpoints", "models");

  /**
   * Columns of plain text that hold sentences, or JSON with sentences, by their names. In others
   * stand numbers, states, things and other accounts that may be called nearly the same.
   */
  private static final Set<String> PROSE =
      Set.of(
          "text",
          "reason",
          "close_reason",
          "decision_reason",
          "disabled_reason",
          "state_reason",
          "words",
          "error",
          "answer",
          "payload",
          "letter",
          "problem");

  /** Columns whose whole value is an account or a subject, of rows that are about others too. */
  private static final Set<String> WHOLE =
      Set.of("account_id", "account_a", "account_b", "subject", "dedup_key");

  private static final String COLUMNS =
      """
      SELECT quote_ident(c.relname), quote_ident(a.attname), format_type(t.oid, NULL)
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        AND t.oid IN ('text'::regtype, 'jsonb'::regtype)
      ORDER BY 1, 2
      """;

  private static final int ROWS_AT_ONCE = 1_000;

  private final DataSource dataSource;
  private final Texts texts;

  /** Says what a text is without an account. Safe for threads. */
  @FunctionalInterface
  public interface Texts {

    /**
     * A text without an account.
     *
     * @param text as it stands in a column; perhaps JSON, which it must stay
     * @return empty if it does not name the account
     */
    Optional<String> without(String text, AccountName name);
  }

  /** The tables of a database that has the schema. */
  public Mentions(DataSource dataSource, Texts texts) {
    this.dataSource = dataSource;
    this.texts = texts;
  }

  private record Column(String table, String name, String type) {

    boolean mayHold() {
      return type.equals("jsonb") || PROSE.contains(name) || WHOLE.contains(name);
    }

    Optional<String> without(String text, AccountName account, Texts texts) {
      return WHOLE.contains(name) ? account.withoutWhole(text) : texts.without(text, account);
    }
  }

  /**
   * Renames the account in all tables, one at a time. Reads each of them once.
   *
   * @return the tables that named it
   */
  public Set<String> rename(AccountName name) throws SQLException {
    Set<String> named = new TreeSet<>();
    try (Connection connection = dataSource.getConnection()) {
      for (Column column : columns(connection)) {
        if (column.mayHold()
            && Transaction.run(connection, () -> rename(connection, column, name))) {
          named.add(column.table);
        }
      }
    }
    return named;
  }

  private static List<Column> columns(Connection connection) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        if (!LEFT_ALONE.contains(row.getString(1))) {
          columns.add(new Column(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return columns;
  }

  /** The name may be written for a page, an address or JSON; {@link Texts} knows these forms. */
  private boolean rename(Connection connection, Column column, AccountName name)
      throws SQLException {
    String where =
        MentionForms.of(name.id()).stream()
            .map(form -> "strpos(" + column.name + "::text, ?) > 0")
            .collect(Collectors.joining(" OR "));
    boolean renamed = false;
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT ctid, "
                    + column.name
                    + "::text FROM "
                    + column.table
                    + " WHERE "
                    + where
                    + " FOR UPDATE");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE "
                    + column.table
                    + " SET "
                    + column.name
                    + (" = ?::" + column.type + " WHERE ctid = ?::tid"))) {
      int place = 1;
      for (String form : MentionForms.of(name.id())) {
        select.setString(place++, form);
      }
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Optional<String> without = column.without(row.getString(2), name, texts);
          if (without.isPresent()) {
            update.setString(1, without.get());
            update.setString(2, row.getString(1));
            update.executeUpdate();
            renamed = true;
          }
        }
      }
    }
    return renamed;
  }

  /**
   * Has PostgreSQL make the room of removed rows free, and forget the values of theirs that its
   * planner keeps as samples. Tables go on being used meanwhile.
   */
  public void sweep() throws SQLException {
    Set<String> tables = new TreeSet<>();
    AboutAccount.ALL.forEach(about -> tables.add(about.table()));
    try (Connection connection = dataSource.getConnection()) {
      columns(connection).forEach(column -> tables.add(column.table));
      tables.addAll(Set.of("raw_events", "control_records", "audit_log"));
      try (Statement statement = connection.createStatement()) {
        for (String table : tables) {
          statement.execute("VACUUM (ANALYZE) " + table);
        }
      }
    }
  }

  /** The same of the list of erasures, once it has lost a name. */
  public void sweepList() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) erasures");
    }
  }
}
