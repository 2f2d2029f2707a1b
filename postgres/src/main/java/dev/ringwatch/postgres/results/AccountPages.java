package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads what pages show of scored accounts. Safe for threads. */
public final class AccountPages {

  /** One row for each reason of an account's latest score, so that nobody has to read JSON. */
  private static final String WITH_REASONS =
      """
      SELECT a.account_id, a.risk_score, a.band, a.events, a.last_event_at, a.scored_at,
        r.reason ->> 'name' AS name, coalesce(r.reason ->> 'text', '') AS text,
        (r.reason ->> 'points')::double precision AS points
      FROM (%s) a
      LEFT JOIN LATERAL (
        SELECT reasons FROM risk_scores s WHERE s.account_id = a.account_id
        ORDER BY s.scored_at DESC LIMIT 1) latest ON true
      LEFT JOIN LATERAL jsonb_array_elements(latest.reasons) r(reason) ON true
      ORDER BY a.risk_score DESC, a.account_id, abs((r.reason ->> 'points')::double precision) DESC
      """;

  private static final String REASONS =
      """
      SELECT a.account_id, r.reason ->> 'name' AS name, coalesce(r.reason ->> 'text', '') AS text,
        (r.reason ->> 'points')::double precision AS points
      FROM unnest(?::text[]) a(account_id)
      JOIN LATERAL (
        SELECT reasons FROM risk_scores s WHERE s.account_id = a.account_id
        ORDER BY s.scored_at DESC LIMIT 1) latest ON true
      JOIN LATERAL jsonb_array_elements(latest.reasons) r(reason) ON true
      ORDER BY a.account_id, abs((r.reason ->> 'points')::double precision) DESC
      """;

  private static final String RISKIEST =
      WITH_REASONS.formatted("SELECT * FROM accounts ORDER BY risk_score DESC, account_id LIMIT ?");

  private static final String SOME =
      WITH_REASONS.formatted("SELECT * FROM accounts WHERE account_id = ANY (?)");

  private static final String COUNTS =
      "SELECT (SELECT count(*) FROM accounts WHERE risk_score >= ?),"
          + " (SELECT count(*) FROM accounts WHERE risk_score >= ? AND risk_score < ?)";

  private final DataSource dataSource;

  /** The accounts in a database that has the schema. */
  public AccountPages(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * How many accounts ought to be looked at.
   *
   * @param high how many are in the high band
   * @param medium how many are in the medium band
   */
  public record Counts(long high, long medium) {}

  /** Counts the accounts from two scores on, the medium one below the high. */
  public Counts counts(double mediumFrom, double highFrom) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNTS)) {
      select.setDouble(1, highFrom);
      select.setDouble(2, mediumFrom);
      select.setDouble(3, highFrom);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Counts(row.getLong(1), row.getLong(2));
      }
    }
  }

  /**
   * The riskiest accounts, the worst first.
   *
   * @param limit the most to return
   */
  public List<RiskyAccount> riskiest(int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(RISKIEST)) {
      select.setInt(1, limit);
      try (ResultSet row = select.executeQuery()) {
        return read(row);
      }
    }
  }

  /** The reasons of some accounts' latest scores, the largest first; none where none are kept. */
  public Map<String, List<StoredReason>> reasons(Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(REASONS)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Map<String, List<StoredReason>> all = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
              .addAll(reasons(row));
        }
      }
      return all;
    }
  }

  /** Some accounts as they were scored last, the worst first; without those that never were. */
  public List<RiskyAccount> some(Collection<String> accounts) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SOME)) {
      Array ids = connection.createArrayOf("text", accounts.toArray());
      select.setArray(1, ids);
      try (ResultSet row = select.executeQuery()) {
        return read(row);
      } finally {
        ids.free();
      }
    }
  }

  private static List<RiskyAccount> read(ResultSet row) throws SQLException {
    Map<String, RiskyAccount> accounts = new LinkedHashMap<>();
    while (row.next()) {
      RiskyAccount account = account(row, reasons(row));
      accounts.merge(account.account(), account, AccountPages::joined);
    }
    return List.copyOf(accounts.values());
  }

  private static List<StoredReason> reasons(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return name == null
        ? List.of()
        : List.of(new StoredReason(name, row.getDouble("points"), row.getString("text")));
  }

  private static RiskyAccount account(ResultSet row, List<StoredReason> reasons)
      throws SQLException {
    return new RiskyAccount(
        row.getString("account_id"),
        row.getDouble("risk_score"),
        row.getString("band"),
        row.getLong("events"),
        Columns.time(row, "last_event_at"),
        Columns.time(row, "scored_at"),
        reasons);
  }

  private static RiskyAccount joined(RiskyAccount one, RiskyAccount more) {
    List<StoredReason> reasons = new ArrayList<>(one.reasons());
    reasons.addAll(more.reasons());
    return new RiskyAccount(
        one.account(),
        one.riskScore(),
        one.band(),
        one.events(),
        one.lastEvent(),
        one.scoredAt(),
        reasons);
  }
}
