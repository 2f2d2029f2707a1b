package dev.ringwatch.postgres.queue;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes items out of the queue for somebody, for a while, and puts them back; on a connection, as
 * part of its transaction. Of two who ask at once each gets another one. Times are the database's.
 * Safe for threads, and beside other servers on the database.
 *
 * @param length for how long an item is taken
 */
public record QueueClaims(Duration length) {

  /** For so long what somebody passed on is not offered to them again. */
  public static final Duration SKIP = Duration.ofHours(8);

  /**
   * One at a time takes something, so that each sees what the one before took. What is done
   * meanwhile takes milliseconds, but for a verdict about a ring of thousands; nobody waits for it
   * for longer than three seconds.
   */
  private static final String LOCK =
      "SET LOCAL lock_timeout = '3s';"
          + " SELECT pg_advisory_xact_lock(hashtextextended('ringwatch queue', 0))";

  /** What whoever asks has taken already comes first, so that they do not gather items. */
  private static final String NEXT =
      WorkQueue.ITEMS
          + "SELECT * FROM items "
          + WorkQueue.FILTER
          + """
          AND (mine OR (operator IS NULL AND NOT said AND NOT EXISTS (SELECT FROM queue_skips s
            WHERE s.operator = ? AND s.subject = items.kind || ':' || items.id
              AND s.until > statement_timestamp())))
          ORDER BY mine DESC, place DESC, kind, id LIMIT 1
          """;

  private static final String ONE =
      WorkQueue.ITEMS
          + "SELECT * FROM items WHERE kind = ? AND id = ? AND (mine OR operator IS NULL)";

  /** Whoever has it goes on having it; whose claim is over loses it to whoever comes. */
  private static final String CLAIM =
      """
      INSERT INTO queue_claims AS q (subject, operator, origin, claimed_at, until)
      SELECT ?, ?, ?, t, t + make_interval(secs => ?) FROM clock_timestamp() t
      ON CONFLICT (subject) DO UPDATE SET operator = excluded.operator, origin = excluded.origin,
        until = excluded.until, claimed_at = CASE
          WHEN q.operator = excluded.operator AND q.until > clock_timestamp() THEN q.claimed_at
          ELSE excluded.claimed_at END
      RETURNING operator, origin, claimed_at, until
      """;

  private static final String MINE =
      "SELECT operator, origin, claimed_at, until FROM queue_claims"
          + " WHERE subject = ? AND operator = ?";

  private static final String RELEASE =
      "DELETE FROM queue_claims WHERE subject = ? AND operator = ?";

  private static final String PASS =
      """
      INSERT INTO queue_skips (operator, subject, until)
      VALUES (?, ?, clock_timestamp() + make_interval(secs => ?))
      ON CONFLICT (operator, subject) DO UPDATE SET until = excluded.until
      """;

  private static final String FORGET_CLAIMS =
      "DELETE FROM queue_claims WHERE until < clock_timestamp() - interval '1 day'";

  private static final String FORGET_SKIPS =
      "DELETE FROM queue_skips WHERE until < clock_timestamp()";

  /** Checks the length. */
  public QueueClaims {
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a claim lasts at least a second, not " + length);
    }
  }

  /**
   * Something that was taken.
   *
   * @param subject what
   * @param claim by whom, and for how long
   */
  public record Taken(VerdictSubject subject, QueueClaim claim) {}

  /** What one row of {@link WorkQueue#ITEMS} says. */
  private record Found(VerdictSubject subject, VerdictOrigin origin) {}

  /**
   * Takes what whoever asks is to look at next: what they have taken already, or else the first
   * that nobody has, that they have not passed on and of which they have said nothing since it
   * waits.
   *
   * @param asking who asks, as the audit log names them
   * @return empty if nothing is left
   */
  public Optional<Taken> next(Connection connection, String asking, QueueFilter filter)
      throws SQLException {
    lock(connection);
    forget(connection);
    Optional<Found> found;
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      int next = WorkQueue.setFilter(select, WorkQueue.setAsking(select, asking), filter);
      select.setString(next, asking);
      found = read(select);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(claim(connection, asking, found.get()));
  }

  /**
   * Takes one item, or keeps it for longer if whoever asks has it.
   *
   * @return empty if it does not wait for them, or somebody else has it
   */
  public Optional<Taken> take(Connection connection, String asking, VerdictSubject subject)
      throws SQLException {
    lock(connection);
    Optional<Found> found;
    try (PreparedStatement select = connection.prepareStatement(ONE)) {
      int next = WorkQueue.setAsking(select, asking);
      select.setString(next, subject.kind().label());
      select.setString(next + 1, subject.id());
      found = read(select);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(claim(connection, asking, found.get()));
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute(LOCK);
    }
  }

  private static void forget(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.execute(FORGET_CLAIMS);
      delete.execute(FORGET_SKIPS);
    }
  }

  private static Optional<Found> read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      IncidentKind kind = IncidentKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
      return Optional.of(new Found(new VerdictSubject(kind, row.getString("id")), origin(row)));
    }
  }

  private static VerdictOrigin origin(ResultSet row) throws SQLException {
    return VerdictOrigin.of(row.getString("origin")).orElseThrow();
  }

  private Taken claim(Connection connection, String asking, Found found) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      insert.setString(1, found.subject().dedupKey());
      insert.setString(2, asking);
      insert.setString(3, found.origin().word());
      insert.setDouble(4, length.toMillis() / 1000.0);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return new Taken(found.subject(), claim(row));
      }
    }
  }

  private static QueueClaim claim(ResultSet row) throws SQLException {
    return new QueueClaim(
        row.getString("operator"),
        origin(row),
        Columns.time(row, "claimed_at"),
        Columns.time(row, "until"));
  }

  /** What somebody has taken, also if that is over and nobody else has taken it since. */
  public Optional<QueueClaim> of(Connection connection, String operator, VerdictSubject subject)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MINE)) {
      select.setString(1, subject.dedupKey());
      select.setString(2, operator);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(claim(row)) : Optional.empty();
      }
    }
  }

  /**
   * Puts something back.
   *
   * @return whether they had it
   */
  public boolean release(Connection connection, String operator, VerdictSubject subject)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(RELEASE)) {
      delete.setString(1, subject.dedupKey());
      delete.setString(2, operator);
      return delete.executeUpdate() == 1;
    }
  }

  /** Notes that somebody passes on something: for {@link #SKIP} it is not offered to them. */
  public void pass(Connection connection, String operator, VerdictSubject subject)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(PASS)) {
      insert.setString(1, operator);
      insert.setString(2, subject.dedupKey());
      insert.setDouble(3, (double) SKIP.toSeconds());
      insert.executeUpdate();
    }
  }
}
