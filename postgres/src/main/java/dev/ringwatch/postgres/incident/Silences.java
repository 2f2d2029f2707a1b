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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Times in which people are not told of some incidents. What changes one is done on a connection,
 * as part of its transaction. Safe for threads and for several processes.
 */
public final class Silences {

  private static final String SELECT = "SELECT " + KeptSilence.COLUMNS + " FROM alert_silences ";

  private final DataSource dataSource;

  /** The silences in a database that has the schema. */
  public Silences(DataSource dataSource) {
    this.dataSource = dataSource;
  }

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

  /** Whether one covers an incident; on a connection, as part of its transaction. */
  public static boolean covers(Connection connection, KeptIncident incident, Instant now)
      throws SQLException {
    return covering(connection, incident.kind(), incident.subject(), now).isPresent();
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

  /** Those that are not over at a time; of some it is not the time yet, or between two parts. */
  static List<KeptSilence> ahead(Connection connection, Instant now) throws SQLException {
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
