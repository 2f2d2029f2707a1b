package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** What people were not told, and why. Safe for threads and for several processes. */
public final class Suppressions {

  /** What goes on is noted so often. */
  private static final Duration STEP = Duration.ofMinutes(10);

  private static final String NOTE =
      """
      INSERT INTO alert_suppressions AS known (dedup_key, cause, incident_id, reason, score, first_at,
        last_at)
      SELECT noted.*, ?::timestamptz, ?::timestamptz
      FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::double precision[]) noted
      ON CONFLICT (dedup_key, cause, incident_id) DO UPDATE SET reason = excluded.reason,
        score = greatest(known.score, excluded.score), times = known.times + 1,
        last_at = excluded.last_at
      WHERE known.last_at <= ?
      """;

  private static final String SELECT =
      """
      SELECT id, dedup_key, cause, incident_id, reason, score, times, first_at, last_at
      FROM alert_suppressions WHERE (last_at, id) < (?, ?)
      """;

  private final DataSource dataSource;

  /** What was not told, in a database that has the schema. */
  public Suppressions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Notes some, in a transaction; what was noted within ten minutes before is known. */
  static void note(Connection connection, Collection<Suppression.Note> notes, Instant now)
      throws SQLException {
    if (notes.isEmpty()) {
      return;
    }
    // One statement must not touch a row twice.
    Map<List<Object>, Suppression.Note> each = new LinkedHashMap<>();
    for (Suppression.Note note : notes) {
      long incident = note.incident() == null ? 0 : note.incident();
      each.put(List.of(note.dedupKey(), note.cause(), incident), note);
    }
    try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
      Columns.set(insert, 1, now);
      Columns.set(insert, 2, now);
      Collection<Suppression.Note> all = each.values();
      insert.setArray(3, connection.createArrayOf("text", column(all, Suppression.Note::dedupKey)));
      insert.setArray(
          4, connection.createArrayOf("text", column(all, note -> note.cause().label())));
      insert.setArray(
          5,
          connection.createArrayOf(
              "bigint", all.stream().map(Suppression.Note::incident).toArray()));
      insert.setArray(6, connection.createArrayOf("text", column(all, Suppression.Note::reason)));
      insert.setArray(
          7,
          connection.createArrayOf("float8", all.stream().map(Suppression.Note::score).toArray()));
      Columns.set(insert, 8, now.minus(STEP));
      insert.executeUpdate();
    }
  }

  private static Object[] column(
      Collection<Suppression.Note> notes, Function<Suppression.Note, String> of) {
    return notes.stream().map(of).toArray();
  }

  /**
   * Which are wanted.
   *
   * @param dedupKey of one matter only
   * @param cause for one cause only
   */
  public record Filter(Optional<String> dedupKey, Optional<SuppressionCause> cause) {

    /** All of them. */
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
  }

  /**
   * Where a page ended.
   *
   * @param last when its last one was noted last
   * @param id that one's number
   */
  public record Place(Instant last, long id) {

    /** Before the first page. */
    public static final Place START =
        new Place(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);
  }

  /**
   * A page, what was noted last first.
   *
   * @param after where the page before ended
   * @param limit the most to return
   */
  public List<Suppression> page(Filter filter, Place after, int limit) throws SQLException {
    String key = filter.dedupKey().isPresent() ? " AND dedup_key = ?" : "";
    String cause = filter.cause().isPresent() ? " AND cause = ?" : "";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                SELECT + key + cause + " ORDER BY last_at DESC, id DESC LIMIT ?")) {
      Columns.set(select, 1, after.last());
      select.setLong(2, after.id());
      int parameter = 3;
      if (filter.dedupKey().isPresent()) {
        select.setString(parameter++, filter.dedupKey().get());
      }
      if (filter.cause().isPresent()) {
        select.setString(parameter++, filter.cause().get().label());
      }
      select.setInt(parameter, limit);
      List<Suppression> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(read(row));
        }
      }
      return all;
    }
  }

  private static Suppression read(ResultSet row) throws SQLException {
    return new Suppression(
        row.getLong("id"),
        row.getString("dedup_key"),
        SuppressionCause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        row.getObject("incident_id", Long.class),
        row.getString("reason"),
        row.getDouble("score"),
        row.getInt("times"),
        Columns.time(row, "first_at"),
        Columns.time(row, "last_at"));
  }

  /** Deletes those that were noted last before a moment. */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM alert_suppressions WHERE last_at < ?")) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
