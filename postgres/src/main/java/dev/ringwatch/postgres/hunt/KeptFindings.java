package dev.ringwatch.postgres.hunt;

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

/** What hunts of the schedule found, to be read page by page. Safe for threads. */
public final class KeptFindings {

  private static final String PAGE =
      """
      SELECT account_id, first_found_at, last_found_at, found FROM hunt_findings
      WHERE hunt = ? AND last_found_at >= ? AND (?::text IS NULL OR account_id = ?)
        AND (?::timestamptz IS NULL OR (last_found_at, account_id) < (?, ?))
      ORDER BY last_found_at DESC, account_id DESC LIMIT ?
      """;

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public KeptFindings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * An account that a hunt found.
   *
   * @param firstAt when the hunt found it first
   * @param lastAt when it did so last
   * @param found the row that it was in the last time, as JSON
   */
  public record KeptFinding(String account, Instant firstAt, Instant lastAt, String found) {}

  /**
   * Where a page ended.
   *
   * @param lastAt when the last of it was found last
   * @param account the account of the last
   */
  public record Place(Instant lastAt, String account) {}

  /**
   * Which findings of a hunt are wanted.
   *
   * @param hunt its name
   * @param account of which account; empty for all
   * @param since only what was found at this moment or later
   */
  public record Wanted(String hunt, Optional<String> account, Instant since) {}

  /**
   * A page of findings: what was found last comes first, and of one run the accounts in their
   * order, backwards. The index {@code hunt_findings_hunt} has them so.
   *
   * @param after where the page before ended; empty for the first
   * @param limit the most that it holds
   */
  public List<KeptFinding> page(Wanted wanted, Optional<Place> after, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      String account = wanted.account().orElse(null);
      Instant lastAt = after.map(Place::lastAt).orElse(null);
      select.setString(1, wanted.hunt());
      Columns.set(select, 2, wanted.since());
      select.setString(3, account);
      select.setString(4, account);
      Columns.set(select, 5, lastAt);
      Columns.set(select, 6, lastAt);
      select.setString(7, after.map(Place::account).orElse(null));
      select.setInt(8, limit);
      List<KeptFinding> page = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          page.add(
              new KeptFinding(
                  row.getString("account_id"),
                  Columns.time(row, "first_found_at"),
                  Columns.time(row, "last_found_at"),
                  row.getString("found")));
        }
      }
      return page;
    }
  }
}
