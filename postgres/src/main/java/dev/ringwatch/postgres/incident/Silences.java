package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Times in which people are not told of some incidents. What changes one is done on a connection,
 * as part of its transaction. Safe for threads and for several processes.
 */
public final class Silences {

  private static final String SELECT = "SELECT " + KeptSilence.COLUMNS + " FROM alert_silences ";

  private static final String HELD =
      """
      SELECT silence_id, incident_id, dedup_key, held FROM (
        SELECT h.silence_id, h.incident_id, i.dedup_key,
          count(*) OVER (PARTITION BY h.silence_id) AS held,
          row_number() OVER (PARTITION BY h.silence_id ORDER BY h.incident_id DESC) AS place
        FROM alert_holds h JOIN alert_incidents i ON i.id = h.incident_id
        WHERE h.silence_id = ANY (?)) one
      WHERE place <= ? ORDER BY silence_id, incident_id DESC
      """;

  private final DataSource dataSource;

  /** The silences in a database that has the schema. */
  public Silences(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What a silence holds back.
   *
   * @param named some of the incidents, the newest first
   * @param count how many there are
   */
  public record Held(List<HeldIncident> named, long count) {

    /** Copies the list. */
    public Held {
      named = List.copyOf(named);
    }

    private Held and(Held more) {
      List<HeldIncident> all = new ArrayList<>(named);
      all.addAll(more.named);
      return new Held(all, more.count);
    }
  }

  /**
   * An incident that is held back.
   *
   * @param id its number
   * @param dedupKey its matter
   */
  public record HeldIncident(long id, String dedupKey) {}

  /** Makes one. */
  public KeptSilence add(
      Connection connection, Silence silence, String reason, String who, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO alert_silences (kinds, subject, reason, starts_at, ends_at, rhythm, until,"
                + " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING "
                + KeptSilence.COLUMNS)) {
      Object[] kinds = silence.kinds().stream().map(IncidentKind::label).sorted().toArray();
      insert.setArray(1, connection.createArrayOf("text", kinds));
      insert.setString(2, silence.subject());
      insert.setString(3, reason);
      Columns.set(insert, 4, silence.from());
      Columns.set(insert, 5, silence.from().plus(silence.length()));
      insert.setString(6, silence.rhythm().name().toLowerCase(Locale.ROOT));
      Columns.set(insert, 7, silence.until());
      insert.setString(8, who);
      Columns.set(insert, 9, now);
      return readAll(insert).getFirst();
    }
  }

  /**
   * Ends one before its time.
   *
   * @return as it is now; empty if there is none, or it is over
   */
  public Optional<KeptSilence> end(Connection connection, long id, String who, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_silences SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL"
                + " AND until > ? RETURNING "
                + KeptSilence.COLUMNS)) {
      Columns.set(update, 1, now);
      update.setString(2, who);
      update.setLong(3, id);
      Columns.set(update, 4, now);
      return readAll(update).stream().findFirst();
    }
  }

  /** The one of a number. */
  public Optional<KeptSilence> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      select.setLong(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /** Those that are not over at a time, the one that ends last first. */
  public List<KeptSilence> ahead(Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return ahead(connection, now);
    }
  }

  /**
   * A page of those that are over at a time, the newest first.
   *
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptSilence> past(Instant now, long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                SELECT
                    + "WHERE (ended_at IS NOT NULL OR until <= ?) AND id < ?"
                    + " ORDER BY id DESC LIMIT ?")) {
      Columns.set(select, 1, now);
      select.setLong(2, before);
      select.setInt(3, limit);
      return readAll(select);
    }
  }

  /**
   * What silences hold back at the moment, by their numbers; those that hold nothing are not there.
   *
   * @param named how many incidents are named of each, the newest
   */
  public Map<Long, Held> held(Collection<Long> silences, int named) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(HELD)) {
      select.setArray(1, connection.createArrayOf("bigint", silences.toArray()));
      select.setInt(2, named);
      Map<Long, Held> all = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.merge(
              row.getLong("silence_id"),
              new Held(
                  List.of(new HeldIncident(row.getLong("incident_id"), row.getString("dedup_key"))),
                  row.getLong("held")),
              Held::and);
        }
      }
      return all;
    }
  }

  /**
   * A page of all, the newest first.
   *
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptSilence> page(long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(2, limit);
      return readAll(select);
    }
  }

  /** One that covers an incident; empty if none does. */
  static Optional<KeptSilence> covering(
      Connection connection, IncidentKind kind, String subject, Instant now) throws SQLException {
    return covering(ahead(connection, now), kind, subject, now);
  }

  static Optional<KeptSilence> covering(
      List<KeptSilence> silences, IncidentKind kind, String subject, Instant now) {
    return silences.stream().filter(one -> one.covers(kind, subject, now)).findFirst();
  }

  /**
   * Those that are not over at a time, on a connection; of some it is not the time yet, or between
   * two parts.
   */
  public static List<KeptSilence> ahead(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE ended_at IS NULL AND until > ? ORDER BY until DESC, id")) {
      Columns.set(select, 1, now);
      return readAll(select);
    }
  }

  /** Deletes those that ended before a moment and hold nothing back. */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM alert_silences s WHERE least(until, ended_at) < ?"
                    + " AND NOT EXISTS (SELECT FROM alert_holds WHERE silence_id = s.id)")) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }

  private static List<KeptSilence> readAll(PreparedStatement statement) throws SQLException {
    List<KeptSilence> all = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        all.add(KeptSilence.read(row));
      }
    }
    return all;
  }
}
