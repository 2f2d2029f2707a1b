package dev.ringwatch.postgres.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Looks at the end of each migration, before its transaction ends, at what it did to large tables:
 * which locks it holds, and how much it read and wrote under them. And asks on another connection
 * whether others can still read and write. Used by one thread.
 */
final class MigrationWatch implements Callback {

  /** The tables that grow with events and accounts. Partitions go by the name of theirs. */
  static final Set<String> LARGE =
      Set.of(
          "raw_events",
          "accounts",
          "account_features",
          "risk_scores",
          "rejected_events",
          "audit_log",
          "control_records",
          "dashboard_metrics");

  /** Those that nobody can write beside, or not even read. */
  private static final Set<String> STRONG =
      Set.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

  private static final String STATE =
      "SELECT relname, pg_relation_filenode(c.oid), pg_stat_get_xact_numscans(c.oid),"
          + " pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid),"
          + " (SELECT string_agg(DISTINCT mode, ',') FROM pg_locks"
          + "  WHERE pid = pg_backend_pid() AND relation = c.oid AND granted)"
          + " FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

  private final DataSource others;
  private final Map<String, Table> before = new HashMap<>();
  private final Map<String, Set<String>> faults = new TreeMap<>();
  private final Map<String, Set<String>> blocked = new TreeMap<>();

  /** A watch whose other connections come from a source. */
  MigrationWatch(DataSource others) {
    this.others = others;
  }

  /** What a transaction did to a table. */
  private record Table(long file, long scans, long changed, String locks) {

    boolean isHeldStrongly() {
      return STRONG.stream().anyMatch(List.of(locks.split(","))::contains);
    }
  }

  /** The faults of each migration, by its version: {@code scans accounts under a lock}. */
  Map<String, Set<String>> faults() {
    return faults;
  }

  /** Of each migration, by its version, what others could not do at its end. */
  Map<String, Set<String>> blocked() {
    return blocked;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      Map<String, Table> now = tables(context.getConnection());
      if (event == Event.BEFORE_EACH_MIGRATE) {
        before.clear();
        before.putAll(now);
      } else {
        String version = context.getMigrationInfo().getVersion().getVersion();
        boolean holds =
            now.entrySet().stream()
                .anyMatch(one -> isLarge(one.getKey()) && one.getValue().isHeldStrongly());
        now.forEach((name, table) -> compare(version, name, table, holds));
        askOthers(version);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String getCallbackName() {
    return "watch";
  }

  private static Map<String, Table> tables(Connection connection) throws SQLException {
    Map<String, Table> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      while (row.next()) {
        String locks = row.getString(5) == null ? "" : row.getString(5);
        tables.put(
            row.getString(1), new Table(row.getLong(2), row.getLong(3), row.getLong(4), locks));
      }
    }
    return tables;
  }

  /** Only tables that were there before: what is new is empty, and nobody else knows it. */
  private void compare(String version, String name, Table table, boolean holdsAny) {
    String large = large(name);
    Table earlier = before.get(name);
    if (earlier == null || !isLarge(name)) {
      return;
    }
    if (table.file() != earlier.file()) {
      fault(version, "rewrites " + large);
    } else if (holdsAny && table.scans() > earlier.scans()) {
      String whose = table.isHeldStrongly() ? "" : " on another table";
      fault(version, "scans " + large + " under a lock" + whose);
    } else if (table.changed() > earlier.changed()) {
      fault(version, "changes rows of " + large);
    }
  }

  private boolean isLarge(String name) {
    return before.containsKey(name) && LARGE.contains(large(name));
  }

  private static String large(String name) {
    return name.startsWith("raw_events_") ? "raw_events" : name;
  }

  private void fault(String version, String what) {
    faults.computeIfAbsent(version, key -> new TreeSet<>()).add(what);
  }

  /** What others do all the time, with no patience: it fails where the migration is in the way. */
  private void askOthers(String version) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add(
        "INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced)"
            + " VALUES (-1, '2026-01-05 12:00Z', 'x', 'x', 'x', 2, false)");
    statements.add("UPDATE accounts SET events = events WHERE account_id = 'a1'");
    LARGE.stream().sorted().map("SELECT FROM %s LIMIT 1"::formatted).forEach(statements::add);
    try (Connection connection = others.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '20ms'");
      connection.setAutoCommit(false);
      for (String one : statements) {
        try {
          statement.execute(one);
        } catch (SQLException e) {
          String what = one.substring(0, one.indexOf(' ', one.indexOf(' ') + 1));
          blocked.computeIfAbsent(version, key -> new TreeSet<>()).add(what);
        }
        connection.rollback();
      }
      connection.setAutoCommit(true);
      statement.execute("RESET lock_timeout");
    }
  }
}
