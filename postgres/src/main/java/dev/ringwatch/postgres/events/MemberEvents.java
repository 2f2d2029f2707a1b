package dev.ringwatch.postgres.events;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What several accounts did in the time before the last of them did something, side by side. The
 * index of accounts answers; what it costs grows with how much they did, so that a short time is
 * looked at first, which is enough of accounts that do much. Safe for threads.
 */
public final class MemberEvents {

  private static final String LAST =
      "SELECT max(last_event_at) AS last FROM accounts WHERE account_id = ANY (?)";

  /** What stands in front is what {@link Search} says of its own question. */
  private static final String EVENTS =
      "SELECT "
          + EventRow.COLUMNS
          + " FROM raw_events WHERE seq > 0 AND account_id = ANY (?) AND ts > ? AND ts <= ?"
          + " ORDER BY ts DESC, seq DESC LIMIT ?";

  /** The first look is at so small a part of the time. */
  private static final int PARTS = 12;

  /** So many events of each account are enough to see when it acts. */
  private static final int ENOUGH_OF_ONE = 10;

  private final DataSource dataSource;
  private final Duration timeout;

  /**
   * The events in a database that has the schema.
   *
   * @param timeout how long a question may take
   */
  public MemberEvents(DataSource dataSource, Duration timeout) {
    this.dataSource = dataSource;
    this.timeout = timeout;
  }

  /**
   * What they did.
   *
   * @param from after which moment all that they did is here, but for what {@code more} says
   * @param last when the last of them did something, as far as that is scored
   * @param events the newest first
   * @param more whether there are more in that time than are here
   */
  public record Lately(Instant from, Instant last, List<StoredEvent> events, boolean more) {

    /** Copies the events. */
    public Lately {
      events = List.copyOf(events);
    }
  }

  /**
   * Looks.
   *
   * @param accounts of whom; a look at the index for each of them
   * @param span how long before the last thing that any of them did, at the longest; a twelfth of
   *     it if they did enough in that
   * @param limit the most events to return, at least 1
   * @return empty if none of them has a score yet
   * @throws SearchTooWideException if it would take too long
   */
  public Optional<Lately> look(List<String> accounts, Duration span, int limit)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        Optional<Instant> last = last(connection, accounts);
        statement.execute(StoredEvents.SETTINGS + timeout.toMillis());
        return last.isEmpty()
            ? Optional.empty()
            : Optional.of(read(connection, accounts, last.get(), span, limit));
      } catch (SQLException e) {
        if (StoredEvents.CANCELLED.equals(e.getSQLState())) {
          throw new SearchTooWideException(
              "the search took longer than " + timeout.toSeconds() + " s", e);
        }
        throw e;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static Optional<Instant> last(Connection connection, List<String> accounts)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  private static Lately read(
      Connection connection, List<String> accounts, Instant last, Duration span, int limit)
      throws SQLException {
    Instant from = last.minus(span.dividedBy(PARTS));
    List<StoredEvent> events = read(connection, accounts, from, last, limit + 1);
    if (events.size() < Math.min(limit, ENOUGH_OF_ONE * accounts.size())) {
      Instant longAgo = last.minus(span);
      events.addAll(read(connection, accounts, longAgo, from, limit + 1 - events.size()));
      from = longAgo;
    }
    boolean more = events.size() > limit;
    return new Lately(from, last, more ? events.subList(0, limit) : events, more);
  }

  private static List<StoredEvent> read(
      Connection connection, List<String> accounts, Instant from, Instant to, int limit)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setArray(1, connection.createArrayOf("text", accounts.toArray()));
      Columns.set(select, 2, from);
      Columns.set(select, 3, to);
      select.setInt(4, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(EventRow.read(rows));
        }
      }
    }
    return events;
  }
}
