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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What hunts found that run on a schedule, and when they ran. Safe for threads. */
public final class HuntFindings {

  private static final String SETTLED =
      """
      SELECT f.account_id FROM unnest(?) f (account_id)
      WHERE (SELECT i.closed_at IS NULL OR NOT i.cleared FROM alert_incidents i
          WHERE i.dedup_key = 'hunt:' || f.account_id ORDER BY i.id DESC LIMIT 1)
        OR EXISTS (SELECT FROM listed l WHERE l.kind = 'allow' AND l.what = 'account'
          AND l.value = f.account_id AND (l.expires_at IS NULL OR l.expires_at > ?))
      """;

  private static final RowArrays<Finding> FINDINGS =
      new RowArrays<>(
          List.of(new Column<>("text", Finding::account), new Column<>("jsonb", Finding::found)));

  /** Findings are sent in parts of about so much, for the driver holds each several times. */
  private static final int CHARS_AT_ONCE = 1 << 20;

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public HuntFindings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A run.
   *
   * @param at when it was
   * @param succeededAt when the hunt could be run last; null if it never could
   * @param rows how many rows it found
   * @param accounts how many accounts are in them
   * @param problem why it could not be run; null if it could
   */
  public record Run(
      String hunt,
      Instant at,
      @Nullable Instant succeededAt,
      int rows,
      Accounts accounts,
      @Nullable String problem) {

    /**
     * How many accounts a run found.
     *
     * @param found how many
     * @param scored of how many of them it moves the scores
     */
    public record Accounts(int found, int scored) {}

    /** One that found something, or nothing. */
    public static Run found(String hunt, Instant at, int rows, Accounts accounts) {
      return new Run(hunt, at, at, rows, accounts, null);
    }

    /** One that could not be run. */
    public static Run failed(String hunt, Instant at, String problem) {
      return new Run(hunt, at, null, 0, new Accounts(0, 0), problem);
    }
  }

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
                Columns.timeOrNull(row, "succeeded_at"),
                row.getInt("found_rows"),
                new Run.Accounts(row.getInt("found_accounts"), row.getInt("scored_accounts")),
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

  /** Keeps that a hunt ran; when it could be run last stays, if it could not. */
  public void keep(Run run) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO hunt_runs (hunt, ran_at, succeeded_at, found_rows, found_accounts,"
                    + " scored_accounts, problem) VALUES (?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (hunt) DO UPDATE SET"
                    + " ran_at = excluded.ran_at,"
                    + " succeeded_at = coalesce(excluded.succeeded_at, hunt_runs.succeeded_at),"
                    + " found_rows = excluded.found_rows,"
                    + " found_accounts = excluded.found_accounts,"
                    + " scored_accounts = excluded.scored_accounts, problem = excluded.problem")) {
      upsert.setString(1, run.hunt());
      Columns.set(upsert, 2, run.at());
      Columns.set(upsert, 3, run.succeededAt());
      upsert.setInt(4, run.rows());
      upsert.setInt(5, run.accounts().found());
      upsert.setInt(6, run.accounts().scored());
      upsert.setString(7, run.problem());
      upsert.executeUpdate();
    }
  }

  /** Keeps what a hunt found at a time, each account once; all or nothing. */
  public void keep(String hunt, Instant at, List<Finding> findings) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            int from = 0;
            while (from < findings.size()) {
              int to = upTo(findings, from);
              keep(connection, hunt, at, findings.subList(from, to));
              from = to;
            }
            return true;
          });
    }
  }

  /** The end of a part that is one at least, and not far larger than it needs to be. */
  private static int upTo(List<Finding> findings, int from) {
    int to = from;
    for (int left = CHARS_AT_ONCE; to < findings.size() && left > 0; to++) {
      left -= findings.get(to).found().length() + 1;
    }
    return to;
  }

  private static void keep(Connection connection, String hunt, Instant at, List<Finding> findings)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO hunt_findings (account_id, hunt, first_found_at, last_found_at, found)"
                + " SELECT f.account_id, ?, ?, ?, f.found FROM unnest("
                + FINDINGS.parameters()
                + ") f (account_id, found) ON CONFLICT (account_id, hunt) DO UPDATE SET"
                + " last_found_at = greatest(hunt_findings.last_found_at, excluded.last_found_at),"
                + " found = excluded.found")) {
      upsert.setString(1, hunt);
      Columns.set(upsert, 2, at);
      Columns.set(upsert, 3, at);
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

  /**
   * Those of some accounts of which no incident of the kind {@code hunt} would be opened anew: they
   * have one, somebody closed it, or they are let pass.
   */
  public Set<String> settled(Collection<String> accounts, Instant now) throws SQLException {
    Set<String> settled = new HashSet<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SETTLED)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Columns.set(select, 2, now);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          settled.add(row.getString("account_id"));
        }
      }
    }
    return settled;
  }

  /** The same to be read page by page. */
  public KeptFindings kept() {
    return new KeptFindings(dataSource);
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
