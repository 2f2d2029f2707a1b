package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What hunts found that run on a schedule, and when they ran. Safe for threads. */
public final class HuntFindings {

  private static final RowArrays<Finding> FINDINGS =
      new RowArrays<>(
          List.of(new Column<>("text", Finding::account), new Column<>("jsonb", Finding::found)));

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public HuntFindings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A run.
   *
   * @param at when it was
   * @param rows how many rows it found
   * @param accounts how many accounts are in them
   * @param problem why it could not be run; null if it could
   */
  public record Run(String hunt, Instant at, int rows, int accounts, @Nullable String problem) {}

  /**
   * An account that was found.
   *
   * @param found the row that it is in, as JSON
   */
  public record Finding(String account, String found) {}

  /** The last run of each hunt that ever ran on a schedule, by name. */
  public Map<String, Run> lastRuns() throws SQLException {
    Map<String, Run> runs = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT * FROM hunt_runs");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Run run =
            new Run(
                row.getString("hunt"),
                Columns.time(row, "ran_at"),
                row.getInt("found_rows"),
                row.getInt("found_accounts"),
                row.getString("problem"));
        runs.put(run.hunt(), run);
      }
    }
    return runs;
  }

  /** The last run of a hunt. */
  public Optional<Run> lastRun(String hunt) throws SQLException {
    return Optional.ofNullable(lastRuns().get(hunt));
  }

  /** Keeps a run and what it found, each account once. */
  public void keep(Run run, List<Finding> findings) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            keep(connection, run);
            keep(connection, run, findings);
            return true;
          });
    }
  }

  private static void keep(Connection connection, Run run) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO hunt_runs (hunt, ran_at, found_rows, found_accounts, problem)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (hunt) DO UPDATE SET"
                + " ran_at = excluded.ran_at, found_rows = excluded.found_rows,"
                + " found_accounts = excluded.found_accounts, problem = excluded.problem")) {
      upsert.setString(1, run.hunt());
      Columns.set(upsert, 2, run.at());
      upsert.setInt(3, run.rows());
      upsert.setInt(4, run.accounts());
      upsert.setString(5, run.problem());
      upsert.executeUpdate();
    }
  }

  private static void keep(Connection connection, Run run, List<Finding> findings)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO hunt_findings (account_id, hunt, first_found_at, last_found_at, found)"
                + " SELECT f.account_id, ?, ?, ?, f.found FROM unnest("
                + FINDINGS.parameters()
                + ") f (account_id, found) ON CONFLICT (account_id, hunt) DO UPDATE SET"
                + " last_found_at = greatest(hunt_findings.last_found_at, excluded.last_found_at),"
                + " found = excluded.found")) {
      upsert.setString(1, run.hunt());
      Columns.set(upsert, 2, run.at());
      Columns.set(upsert, 3, run.at());
      FINDINGS.set(upsert, 4, findings);
      upsert.executeUpdate();
    }
  }

  /** Which hunts found some accounts at a time or later: the names in order, by account. */
  public Map<String, List<String>> hunts(Collection<String> accounts, Instant since)
      throws SQLException {
    Map<String, List<String>> hunts = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT account_id, hunt FROM hunt_findings"
                    + " WHERE account_id = ANY (?) AND last_found_at >= ? ORDER BY hunt")) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Columns.set(select, 2, since);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hunts
              .computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
              .add(row.getString("hunt"));
        }
      }
    }
    return hunts;
  }

  /** Forgets what was found before a time and not since. */
  public void forgetBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM hunt_findings WHERE last_found_at < ?")) {
      Columns.set(delete, 1, time);
      delete.executeUpdate();
    }
  }
}
