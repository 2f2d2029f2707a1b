package dev.ringwatch.postgres.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily partitions of {@code raw_events}. A day is one of event time in UTC. Safe for threads
 * and for several processes: they take turns.
 */
public final class EventPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);

  private static final String PREFIX = "raw_events_p";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  /** What a row takes in heap, about: 235 as measured in docs/operations.md. */
  private static final int BYTES_OF_A_ROW = 235;

  private final DataSource dataSource;
  private final PartitionTurn turn;

  /** Manages the partitions of a database that has the schema. */
  public EventPartitions(DataSource dataSource) {
    this.dataSource = dataSource;
    this.turn = new PartitionTurn(dataSource);
  }

  /**
   * What was made.
   *
   * @param days the days that had no partition before
   * @param moved how many events had gone to the default partition for want of them, and were moved
   */
  public record Made(List<LocalDate> days, long moved) {

    /** Copies the days. */
    public Made {
      days = List.copyOf(days);
    }
  }

  /**
   * Makes the partitions from a day on.
   *
   * @param today the first day
   * @param daysAhead how many more, at least 0
   */
  public Made ensureAhead(LocalDate today, int daysAhead) throws SQLException {
    return ensure(today.datesUntil(today.plusDays(daysAhead + 1L)).toList());
  }

  /**
   * Makes the partitions of days that have none. Events of such a day that are in the default
   * partition are moved, in the same transaction; writers to the default partition wait meanwhile.
   */
  public Made ensure(Collection<LocalDate> days) throws SQLException {
    List<LocalDate> made = new ArrayList<>();
    long moved = 0;
    TreeSet<LocalDate> missing = new TreeSet<>(days);
    missing.removeAll(existing());
    for (LocalDate day : missing) {
      long movedForDay = turn.run(statement -> make(statement, day));
      if (movedForDay != NOT_MADE) {
        made.add(day);
        moved += movedForDay;
      }
    }
    if (moved > 0) {
      LOG.warn("Moved {} events from the default partition into those of {}", moved, made);
    }
    return new Made(made, moved);
  }

  /** Makes the partitions that the events in the default partition lack, and moves them there. */
  public Made ensureForStrays() throws SQLException {
    return ensure(
        ask(statement -> {
          List<LocalDate> days = new ArrayList<>();
          try (ResultSet rows =
              statement.executeQuery(
                  "SELECT DISTINCT (ts AT TIME ZONE 'UTC')::date FROM raw_events_default")) {
            while (rows.next()) {
              days.add(rows.getObject(1, LocalDate.class));
            }
          }
          return days;
        }));
  }

  /** How many events are in the default partition; more than none is worth an alarm. */
  public long strays() throws SQLException {
    return ask(statement -> number(statement, "SELECT count(*) FROM raw_events_default"));
  }

  /** The days that have a partition, in order. */
  public List<LocalDate> existing() throws SQLException {
    return ask(EventPartitions::existing);
  }

  /**
   * What a day takes.
   *
   * @param day the day
   * @param rows about how many events it has: exact to some per cent, or a guess by its size while
   *     the database has not looked at it yet
   * @param bytes what its rows and their indexes take on the disk
   */
  public record Size(LocalDate day, long rows, long bytes) {}

  /** What each day with a partition takes, in order. Reads no events: a look at each file. */
  public List<Size> sizes() throws SQLException {
    return ask(statement -> {
      List<Size> sizes = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT substr(relname, "
                  + (PREFIX.length() + 1)
                  + "), CASE WHEN relpages > 0 AND reltuples >= 0"
                  + " THEN reltuples / relpages * (pg_relation_size(oid) / 8192)"
                  + (" ELSE pg_relation_size(oid) / " + BYTES_OF_A_ROW + " END,")
                  + " pg_total_relation_size(oid)"
                  + " FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                  + " WHERE inhparent = 'raw_events'::regclass AND relname ~ '^"
                  + (PREFIX + "[0-9]{8}$' ORDER BY relname"))) {
        while (rows.next()) {
          LocalDate day = LocalDate.parse(rows.getString(1), DAY);
          sizes.add(new Size(day, Math.round(rows.getDouble(2)), rows.getLong(3)));
        }
      }
      return sizes;
    });
  }

  /**
   * Drops the partitions of all days before a day, with their events, and remembers the highest
   * number that went with them, so that the log goes on from there even when all is gone. Events in
   * the default partition stay.
   *
   * @param firstKept the first day that stays
   * @return the days that were dropped, in order
   */
  public List<LocalDate> dropBefore(LocalDate firstKept) throws SQLException {
    List<LocalDate> dropped = new ArrayList<>();
    for (LocalDate day : existing()) {
      if (day.isBefore(firstKept) && turn.run(statement -> dropWhole(statement, day))) {
        dropped.add(day);
      }
    }
    return dropped;
  }

  private static boolean dropWhole(Statement statement, LocalDate day) throws SQLException {
    forgetSums(statement, day);
    return drop(statement, day);
  }

  /** What became of a partition that was to be dropped. */
  public enum Drop {
    /** It is gone. */
    DONE,
    /** There was none. */
    NOT_THERE,
    /** It stays: it has events above the number that it was to have. */
    HAS_MORE
  }

  /** What else is to hold when a partition is gone. */
  @FunctionalInterface
  public interface Along {

    /** Writes it, in the same transaction. */
    void write(Connection connection) throws SQLException;
  }

  /**
   * Drops the partition of a day, as {@link #dropBefore} does, unless it has events that came after
   * some number. Numbers only grow, so that this is how it shows that somebody has all its events.
   *
   * @param throughSeq the highest number of its events, as far as it is known
   * @param along what is written with it
   */
  public Drop drop(LocalDate day, long throughSeq, Along along) throws SQLException {
    return turn.run(statement -> {
      if (!existing(statement).contains(day)) {
        return Drop.NOT_THERE;
      }
      statement.execute("SAVEPOINT kept");
      // A million rows, before anybody has to wait for us.
      forgetSums(statement, day);
      // The whole before the part, as all do who read: nobody waits for us whom we wait for.
      statement.execute("LOCK TABLE ONLY raw_events IN ACCESS EXCLUSIVE MODE");
      statement.execute("LOCK TABLE " + nameOf(day) + " IN ACCESS EXCLUSIVE MODE");
      if (number(statement, "SELECT coalesce(max(seq), 0) FROM " + nameOf(day)) > throughSeq) {
        statement.execute("ROLLBACK TO SAVEPOINT kept");
        return Drop.HAS_MORE;
      }
      along.write(statement.getConnection());
      return drop(statement, day) ? Drop.DONE : Drop.NOT_THERE;
    });
  }

  /**
   * Brings the index on the time of one day's events up to what was written since the last call.
   * What it does not know yet is read whole by every question for a time. Reads each new page once;
   * writers go on. Nothing happens if the day has no partition. The indexes of searches are left to
   * {@link SearchIndexes}.
   */
  public void summarize(LocalDate day) throws SQLException {
    ask(statement ->
        number(
            statement,
            "SELECT count(brin_summarize_new_values(indexrelid)) FROM pg_index"
                + " JOIN pg_class ON pg_class.oid = indexrelid"
                + " JOIN pg_am ON pg_am.oid = relam AND amname = 'brin'"
                + (" WHERE indnatts = 1 AND indrelid = to_regclass('" + nameOf(day) + "')")));
  }

  // One partition.

  private static final long NOT_MADE = -1;

  /** Returns how many events were moved into it, or {@link #NOT_MADE} if it was there already. */
  private static long make(Statement statement, LocalDate day) throws SQLException {
    if (existing(statement).contains(day)) {
      return NOT_MADE;
    }
    String name = nameOf(day);
    String from = midnight(day);
    String to = midnight(day.plusDays(1));
    // Attached rather than made in place: that way readers and writers of other days go on.
    statement.execute(
        "CREATE TABLE " + name + " (LIKE raw_events INCLUDING ALL EXCLUDING INDEXES)");
    statement.execute("LOCK TABLE raw_events_default IN ACCESS EXCLUSIVE MODE");
    long moved =
        number(
            statement,
            ("WITH strays AS (DELETE FROM raw_events_default WHERE ts >= " + from)
                + (" AND ts < " + to + " RETURNING *)")
                + (", moved AS (INSERT INTO " + name + " SELECT * FROM strays RETURNING 1)")
                + " SELECT count(*) FROM moved");
    statement.execute(
        "ALTER TABLE raw_events ATTACH PARTITION "
            + (name + " FOR VALUES FROM (" + from + ") TO (" + to + ")"));
    if (moved == 0) {
      SearchIndexes.forgetEmptyRange(statement, name);
    }
    return moved;
  }

  private static boolean drop(Statement statement, LocalDate day) throws SQLException {
    if (!existing(statement).contains(day)) {
      return false;
    }
    statement.execute(
        "INSERT INTO log_floor (seq) SELECT max(seq) FROM "
            + (nameOf(day) + " HAVING max(seq) IS NOT NULL")
            + " ON CONFLICT (only_row) DO UPDATE SET seq = greatest(log_floor.seq, excluded.seq)");
    statement.execute("DROP TABLE " + nameOf(day));
    // What was summed since.
    forgetSums(statement, day);
    return true;
  }

  /** With events goes what is summed of them, or a hunt would see a day that is gone. */
  private static void forgetSums(Statement statement, LocalDate day) throws SQLException {
    statement.execute("DELETE FROM account_days WHERE day = " + midnight(day));
  }

  /**
   * Forgets what is summed of days that have no partition, whoever dropped it: a server of an older
   * version knows nothing of sums.
   *
   * @param firstKept only of days before this one
   */
  public void forgetSumsBefore(LocalDate firstKept) throws SQLException {
    turn.run(statement -> {
      String kept =
          existing(statement).stream()
              .map(day -> midnight(day) + "::timestamptz")
              .collect(Collectors.joining(", "));
      return statement.executeUpdate(
          "DELETE FROM account_days WHERE day < "
              + midnight(firstKept)
              + (" AND day <> ALL (ARRAY[" + kept + "]::timestamptz[])"));
    });
  }

  // Not as LocalDate writes it: the day after 9999-12-31 would get a sign.
  private static String midnight(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "'%04d-%02d-%02d 00:00:00+00'",
        day.getYear(),
        day.getMonthValue(),
        day.getDayOfMonth());
  }

  static String nameOf(LocalDate day) {
    return PREFIX + DAY.format(day);
  }

  /** The days that have a partition, in order. */
  static List<LocalDate> existing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return existing(statement);
    }
  }

  private static List<LocalDate> existing(Statement statement) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT substr(relname, "
                + (PREFIX.length() + 1)
                + ") FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                + " WHERE inhparent = 'raw_events'::regclass AND relname ~ '^"
                + (PREFIX + "[0-9]{8}$' ORDER BY relname"))) {
      while (rows.next()) {
        days.add(LocalDate.parse(rows.getString(1), DAY));
      }
    }
    return days;
  }

  // Talking to the database.

  private <T> T ask(PartitionTurn.Work<T> question) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      return question.on(statement);
    }
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
