package dev.ringwatch.postgres.verdict;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import javax.sql.DataSource;

/**
 * The random sample of accounts that people look at whatever their score: of those that were active
 * on a day and in no sample of the {@value #DAYS_APART} days before, the ones with the smallest
 * keyed hash of day and account. So a draw repeats, no account can choose to be in it, and each is
 * as likely to be as any other. Safe for threads, and for several servers on the database.
 */
public final class AuditSample {

  /** So many days no account is drawn twice. */
  public static final int DAYS_APART = 90;

  private static final int FETCH_SIZE = 10_000;

  private static final String IS_DRAWN = "SELECT FROM audit_draws WHERE day = ?";

  private static final String ELIGIBLE =
      """
      SELECT account_id
      FROM (SELECT DISTINCT account_id FROM raw_events WHERE ts >= ? AND ts < ?) active
      WHERE NOT EXISTS (SELECT FROM audit_items i
        WHERE i.account_id = active.account_id AND i.day > ? AND i.day < ?)
      """;

  private static final String ADD_DRAW =
      "INSERT INTO audit_draws (day, eligible, drawn, drawn_at) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";

  private static final String ADD_ITEM =
      """
      INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at, country, client)
      SELECT ?, ?, ?, ?, mode() WITHIN GROUP (ORDER BY country),
        left(mode() WITHIN GROUP (ORDER BY user_agent), 200)
      FROM raw_events WHERE account_id = ? AND ts >= ? AND ts < ?
      """;

  private static final String WAITING =
      "SELECT id, account_id, NULL::text AS ring_id, drawn_at AS since, NULL::text AS decided_by"
          + " FROM audit_items_open";

  private final DataSource dataSource;
  private final HashKey key;

  /**
   * The samples of a database that has the schema.
   *
   * @param key under which accounts are hashed
   */
  public AuditSample(DataSource dataSource, HashKey key) {
    this.dataSource = dataSource;
    this.key = key;
  }

  /** An account and its place in the draw. */
  private record Ticket(long hash, String account) {

    private static final Comparator<Ticket> ORDER =
        ((Comparator<Ticket>) (a, b) -> Long.compareUnsigned(a.hash, b.hash))
            .thenComparing(Ticket::account);
  }

  /** Those with the smallest hashes, and how many there were. */
  private record Drawn(List<String> accounts, long eligible) {}

  /**
   * Draws the sample of a day, once: where it was drawn before, or nobody was active, nothing is
   * done. Reads the day's events once, and those of each drawn account again.
   *
   * @param day in UTC; it is over
   * @param size how many accounts, at least 1
   * @return how many were drawn
   */
  public int draw(LocalDate day, int size, Instant now) throws SQLException {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection, () -> isDrawn(connection, start) ? 0 : draw(connection, start, size, now));
    }
  }

  private static boolean isDrawn(Connection connection, Instant start) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IS_DRAWN)) {
      Columns.set(select, 1, start);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private int draw(Connection connection, Instant start, int size, Instant now)
      throws SQLException {
    Drawn drawn = smallest(connection, start, size);
    int count = drawn.accounts().size();
    if (count == 0 || !addDraw(connection, start, drawn, now)) {
      return 0;
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_ITEM)) {
      for (String account : drawn.accounts()) {
        insert.setString(1, account);
        Columns.set(insert, 2, start);
        insert.setDouble(3, (double) count / drawn.eligible());
        Columns.set(insert, 4, now);
        insert.setString(5, account);
        Columns.set(insert, 6, start);
        Columns.set(insert, 7, start.plus(Duration.ofDays(1)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return count;
  }

  private Drawn smallest(Connection connection, Instant start, int size) throws SQLException {
    PriorityQueue<Ticket> best = new PriorityQueue<>(Ticket.ORDER.reversed());
    long eligible = 0;
    try (PreparedStatement select = connection.prepareStatement(ELIGIBLE)) {
      select.setFetchSize(FETCH_SIZE);
      Columns.set(select, 1, start);
      Columns.set(select, 2, start.plus(Duration.ofDays(1)));
      Columns.set(select, 3, start.minus(Duration.ofDays(DAYS_APART)));
      Columns.set(select, 4, start.plus(Duration.ofDays(DAYS_APART)));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String account = row.getString(1);
          eligible++;
          best.add(new Ticket(key.of("audit " + start + " " + account), account));
          if (best.size() > size) {
            best.remove();
          }
        }
      }
    }
    return new Drawn(accounts(best), eligible);
  }

  private static List<String> accounts(PriorityQueue<Ticket> best) {
    List<Ticket> tickets = new ArrayList<>(best);
    tickets.sort(Ticket.ORDER);
    return tickets.stream().map(Ticket::account).toList();
  }

  /** Whether it is the first of its day; another server may be drawing the same. */
  private static boolean addDraw(Connection connection, Instant start, Drawn drawn, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_DRAW)) {
      Columns.set(insert, 1, start);
      insert.setLong(2, drawn.eligible());
      insert.setInt(3, drawn.accounts().size());
      Columns.set(insert, 4, now);
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * What waits to be looked at, the longest waiting first.
   *
   * @param after those with larger numbers only
   * @param limit the most to return
   */
  public List<WaitingItem> waiting(long after, int limit) throws SQLException {
    return WaitingItem.page(dataSource, WAITING, "", after, limit);
  }
}
