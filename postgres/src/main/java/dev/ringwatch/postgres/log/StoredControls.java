package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the control records of a log, and how far its time has come, where nobody follows it. Safe
 * for threads.
 */
public final class StoredControls {

  /** Of two that hold from one tick on the later one holds. */
  private static final String HOLDING =
      """
      SELECT seq, effective_from_minute FROM control_records
      WHERE kind = ? AND effective_from_minute <= ?
      ORDER BY effective_from_minute DESC, seq DESC LIMIT 1
      """;

  private static final String BODY = "SELECT body FROM control_records WHERE seq = ?";

  private static final String LATEST =
      """
      SELECT effective_from_minute, body FROM control_records WHERE kind = ?
      ORDER BY seq DESC LIMIT ?
      """;

  /** The last to come is seldom the latest: what comes together is in no order of time. */
  private static final String LATEST_EVENT =
      "SELECT max(ts) AS ts FROM (SELECT ts FROM raw_events ORDER BY seq DESC LIMIT 10000)";

  private final DataSource dataSource;

  /** Those in a database that has the schema. */
  public StoredControls(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A record without what it says.
   *
   * @param seq its number
   * @param from the tick from which it holds
   */
  public record Place(long seq, Tick from) {}

  /** The record of a kind that holds at a tick; empty if none does. */
  public Optional<Place> holding(String kind, Tick tick) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(HOLDING)) {
      select.setString(1, kind);
      select.setLong(2, tick.epochMinute());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Place(row.getLong("seq"), new Tick(row.getLong("effective_from_minute"))))
            : Optional.empty();
      }
    }
  }

  /** What a record says; of a model, megabytes. */
  public Optional<String> body(long seq) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(BODY)) {
      select.setLong(1, seq);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString("body")) : Optional.empty();
      }
    }
  }

  /** The last records of a kind, the newest first. */
  public List<ControlRecord> latest(String kind, int most) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LATEST)) {
      select.setString(1, kind);
      select.setInt(2, most);
      List<ControlRecord> records = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Tick from = new Tick(row.getLong("effective_from_minute"));
          records.add(new ControlRecord(kind, from, row.getString("body")));
        }
      }
      return records;
    }
  }

  /** When the latest of the last 10,000 events to come was; empty before the first. */
  public Optional<Instant> latestEvent() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(LATEST_EVENT)) {
      row.next();
      return Optional.ofNullable(Columns.timeOrNull(row, "ts"));
    }
  }
}
