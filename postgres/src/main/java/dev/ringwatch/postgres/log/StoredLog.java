package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The event log as the tables hold it at one moment, for who only reads: it takes no lease, waits
 * for nobody and keeps nobody waiting, while a server goes on writing. Entries have their numbers
 * in the order of commit and do not change, so that those up to the last number of that moment are
 * what there was; each part is a short transaction of its own, because a long one would keep the
 * server from making and dropping the partitions of days. What retention or an erasure takes away
 * meanwhile is not read. Used by one thread at a time.
 */
public final class StoredLog implements AutoCloseable {

  private static final int CHUNK = 50_000;

  private static final String SPAN =
      """
      SELECT (SELECT min(seq) FROM raw_events WHERE ts >= ? AND ts < ? AND seq <= ?),
        (SELECT max(seq) FROM raw_events WHERE ts >= ? AND ts < ? AND seq <= ?)
      """;

  private static final String LAST =
      """
      SELECT greatest(coalesce((SELECT max(seq) FROM raw_events), 0),
        coalesce((SELECT max(seq) FROM control_records), 0))
      """;

  private static final String EARLIER =
      """
      SELECT kind, effective_from_minute, body FROM control_records
      WHERE seq < ? AND kind = ANY (?) ORDER BY seq
      """;

  private final Connection connection;
  private final long lastSeq;

  private StoredLog(Connection connection, long lastSeq) {
    this.connection = connection;
    this.lastSeq = lastSeq;
  }

  /**
   * Opens it as it is now.
   *
   * @param dataSource a connection of it is taken until this is closed
   */
  public static StoredLog open(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      return new StoredLog(connection, last(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The connection, to ask what else there is. */
  public Connection connection() {
    return connection;
  }

  /**
   * The numbers of the first and the last event of a time; others may lie between them.
   *
   * @param first the first number
   * @param last the last
   */
  public record Span(long first, long last) {}

  /** Where the events of a time lie; empty if there are none. */
  public Optional<Span> span(Instant since, Instant until) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SPAN)) {
      for (int ask = 0; ask < 2; ask++) {
        Columns.set(select, 3 * ask + 1, since);
        Columns.set(select, 3 * ask + 2, until);
        select.setLong(3 * ask + 3, lastSeq);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long first = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(new Span(first, row.getLong(2)));
      }
    }
  }

  /** The number of the last entry when this was opened; 0 if there was none. */
  public long lastSeq() {
    return lastSeq;
  }

  private static long last(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Control records before a number, in order.
   *
   * @param kinds of these kinds alone
   */
  public void earlierControls(long seq, List<String> kinds, Consumer<ControlRecord> taker)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(EARLIER)) {
      select.setFetchSize(100);
      select.setLong(1, seq);
      select.setArray(2, connection.createArrayOf("text", kinds.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taker.accept(
              new ControlRecord(row.getString(1), new Tick(row.getLong(2)), row.getString(3)));
        }
      }
    }
  }

  /**
   * A part of the log.
   *
   * @param through the number up to which it is known
   * @param entries all that there are; holes that retention or an erasure left do not show
   */
  public record Part(long through, List<LogEntry> entries) {}

  /**
   * The part that begins after a number, with some 50,000 entries at most.
   *
   * @param throughSeq nothing later is read; the last part is through there
   */
  public Part read(long afterSeq, long throughSeq) throws SQLException {
    LogChunk chunk =
        LogReader.loadNext(connection, afterSeq, throughSeq, CHUNK, LogReader.Rest.PASSED_OVER);
    return new Part(chunk.through(), chunk.entries());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
