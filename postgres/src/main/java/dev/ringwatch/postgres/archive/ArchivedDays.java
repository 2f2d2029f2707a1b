package dev.ringwatch.postgres.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The list of files that days of events were written into. Safe for threads. */
public final class ArchivedDays {

  private static final String COLUMNS =
      "SELECT day, part, file, events, bytes, checksum, after_seq, through_seq, schema_version,"
          + " written_at, verified_at, dropped_at FROM archived_days";

  private final DataSource dataSource;

  /** The list in a database that has the schema. */
  public ArchivedDays(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A place in the list.
   *
   * @param day the day of the last file of a page
   * @param part that file's number
   */
  public record Position(LocalDate day, int part) {}

  /**
   * Figures of the whole list.
   *
   * @param files how many files there are
   * @param events how many events they hold
   * @param bytes what they take
   */
  public record Totals(long files, long events, long bytes) {}

  /** A page of the files, the newest days first. */
  public List<ArchivedPart> page(@Nullable Position after, int limit) throws SQLException {
    String where = after == null ? "" : " WHERE (day, part) < (?, ?)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                COLUMNS + where + " ORDER BY day DESC, part DESC LIMIT ?")) {
      int place = 1;
      if (after != null) {
        query.setObject(place++, beginning(after.day()));
        query.setInt(place++, after.part());
      }
      query.setInt(place, limit);
      return parts(query);
    }
  }

  /** The files of a day, in the order in which they were written. */
  public List<ArchivedPart> of(LocalDate day) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(COLUMNS + " WHERE day = ? ORDER BY part")) {
      query.setObject(1, beginning(day));
      return parts(query);
    }
  }

  /** The figures of the whole list. */
  public Totals totals() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), coalesce(sum(events), 0), coalesce(sum(bytes), 0)"
                    + " FROM archived_days")) {
      row.next();
      return new Totals(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** Lists a file that was written and has no name yet, in the place of what was listed there. */
  public void put(ArchivedPart part) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO archived_days (day, part, file, events, bytes, checksum, after_seq,"
                    + " through_seq, schema_version, written_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, part) DO UPDATE"
                    + " SET file = excluded.file, events = excluded.events,"
                    + " bytes = excluded.bytes, checksum = excluded.checksum,"
                    + " after_seq = excluded.after_seq, through_seq = excluded.through_seq,"
                    + " schema_version = excluded.schema_version,"
                    + " written_at = excluded.written_at, verified_at = NULL")) {
      insert.setObject(1, beginning(part.day()));
      insert.setInt(2, part.part());
      insert.setString(3, part.file());
      insert.setLong(4, part.content().events());
      insert.setLong(5, part.content().bytes());
      insert.setString(6, part.content().checksum());
      insert.setLong(7, part.content().afterSeq());
      insert.setLong(8, part.content().throughSeq());
      insert.setString(9, part.schemaVersion());
      insert.setObject(10, part.writtenAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** Says that a file was read back and is what was written. */
  public void verified(ArchivedPart part, Instant at) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE archived_days SET verified_at = ? WHERE day = ? AND part = ?")) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setObject(2, beginning(part.day()));
      update.setInt(3, part.part());
      update.executeUpdate();
    }
  }

  /**
   * Says that a file was written anew with some of its events, and read back.
   *
   * @param part as it was
   * @param content as it is now
   */
  public void rewritten(ArchivedPart part, ArchivedPart.Content content, Instant at)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE archived_days SET events = ?, bytes = ?, checksum = ?, written_at = ?,"
                    + " verified_at = ? WHERE day = ? AND part = ?")) {
      update.setLong(1, content.events());
      update.setLong(2, content.bytes());
      update.setString(3, content.checksum());
      update.setObject(4, at.atOffset(ZoneOffset.UTC));
      update.setObject(5, at.atOffset(ZoneOffset.UTC));
      update.setObject(6, beginning(part.day()));
      update.setInt(7, part.part());
      update.executeUpdate();
    }
  }

  /** Takes a file off the list whose events are no more. */
  public void remove(ArchivedPart part) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM archived_days WHERE day = ? AND part = ?")) {
      delete.setObject(1, beginning(part.day()));
      delete.setInt(2, part.part());
      delete.executeUpdate();
    }
  }

  /** Says, in a transaction that drops them, that the events of a day are only in files now. */
  public static void dropped(Connection connection, LocalDate day, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE archived_days SET dropped_at = ? WHERE day = ? AND dropped_at IS NULL")) {
      update.setObject(1, at.atOffset(ZoneOffset.UTC));
      update.setObject(2, beginning(day));
      update.executeUpdate();
    }
  }

  /** The newest migration that the database has. */
  public String schemaVersion() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static List<ArchivedPart> parts(PreparedStatement query) throws SQLException {
    List<ArchivedPart> parts = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        parts.add(part(row));
      }
    }
    return parts;
  }

  private static ArchivedPart part(ResultSet row) throws SQLException {
    return new ArchivedPart(
        LocalDate.ofInstant(time(row, "day").orElseThrow(), ZoneOffset.UTC),
        row.getInt("part"),
        new ArchivedPart.Content(
            row.getString("file"),
            row.getLong("events"),
            row.getLong("bytes"),
            row.getString("checksum"),
            row.getLong("after_seq"),
            row.getLong("through_seq")),
        row.getString("schema_version"),
        time(row, "written_at").orElseThrow(),
        time(row, "verified_at").orElse(null),
        time(row, "dropped_at").orElse(null));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime beginning(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
