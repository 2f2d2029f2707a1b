package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads entries back from the tables, a chunk at a time, by the index on their numbers. What is
 * left of a chunk is kept for the next call, so that small reads cost no more questions than large
 * ones. Safe for threads; several readers at different places each pay for their own chunks.
 */
final class LogReader {

  /** A chunk is not read further than this, however large its entries are. */
  private static final long MAX_CHUNK_BYTES = 32L << 20;

  private static final String NEXT_SEQ =
      "SELECT least((SELECT min(seq) FROM raw_events WHERE seq > ?),"
          + " (SELECT min(seq) FROM control_records WHERE seq > ?))";

  /** What becomes of the rest of an answer of which a part is as much as a chunk may hold. */
  enum Rest {
    /** The connection is of no use afterwards. */
    ABANDONED,
    /** It is received for nothing, and the connection goes on. */
    PASSED_OVER
  }

  private final DataSource dataSource;
  private final int chunkEntries;
  private volatile LogChunk last = LogChunk.empty(0, 0);

  /** How often the tables were changed behind the log's end; changed under the lock of this. */
  private volatile int generation;

  LogReader(DataSource dataSource, int chunkEntries) {
    this.dataSource = dataSource;
    this.chunkEntries = chunkEntries;
  }

  /**
   * The entries after a number that follow one another without a gap.
   *
   * @param lastSeq the last durable entry: nothing later is looked for
   * @return empty if there is none up to the last one
   */
  LogBatch read(long afterSeq, int most, long lastSeq) throws SQLException {
    int begun = generation;
    LogChunk chunk = last;
    long after = afterSeq;
    while (after < lastSeq) {
      if (!chunk.knows(after)) {
        chunk = load(after, lastSeq);
        keep(chunk, begun);
      }
      LogBatch batch = chunk.after(after, most);
      if (!batch.entries().isEmpty()) {
        return batch;
      }
      after = chunk.through();
    }
    return new LogBatch(afterSeq + 1, List.of());
  }

  /** The entry with a number; none if the tables do not have it. */
  static Optional<LogEntry> entry(Connection connection, long seq) throws SQLException {
    return load(connection, seq - 1, seq, Rest.ABANDONED).after(seq - 1, 1).entries().stream()
        .findFirst();
  }

  /** Keeps nothing that was read: the tables have changed. */
  synchronized void letGo() {
    generation++;
    last = LogChunk.empty(0, 0);
  }

  /** What was read before the tables changed is not kept. */
  private synchronized void keep(LogChunk chunk, int ofGeneration) {
    if (ofGeneration == generation) {
      last = chunk;
    }
  }

  private LogChunk load(long after, long lastSeq) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return loadNext(connection, after, lastSeq, chunkEntries, Rest.ABANDONED);
    }
  }

  /**
   * A chunk of at most so many entries that begins with the next there is after a number.
   *
   * @param lastSeq nothing later is looked for
   */
  static LogChunk loadNext(Connection connection, long after, long lastSeq, int entries, Rest rest)
      throws SQLException {
    LogChunk chunk = load(connection, after, Math.min(lastSeq, after + entries), rest);
    if (!chunk.isEmpty() || chunk.through() == lastSeq) {
      return chunk;
    }
    // Retention made a hole as large as a chunk, or larger.
    long next = nextSeq(connection, after);
    return next == 0 || next > lastSeq
        ? LogChunk.empty(after, lastSeq)
        : load(connection, next - 1, Math.min(lastSeq, next - 1 + entries), rest);
  }

  private static LogChunk load(Connection connection, long after, long through, Rest rest)
      throws SQLException {
    LogChunk.Builder controls = controls(connection, after, through);
    LogChunk.Builder found = new LogChunk.Builder(Math.toIntExact(through - after));
    boolean[] complete = {true};
    long[] bytes = {0};
    CopyRows.read(
        connection,
        ("SELECT " + EventColumns.READ + " FROM raw_events")
            + (" WHERE seq > " + after + " AND seq <= " + through + " ORDER BY seq"),
        (row, rowBytes) -> {
          if (complete[0]) {
            long seq = row.number();
            found.add(seq, new LogEntry.Recorded(row.event()));
            bytes[0] += rowBytes;
            complete[0] = bytes[0] < MAX_CHUNK_BYTES;
          }
          return complete[0] || rest == Rest.PASSED_OVER;
        });
    long end = complete[0] ? through : found.lastSeq();
    return found.with(controls.through(end)).chunk(after, end);
  }

  private static LogChunk.Builder controls(Connection connection, long after, long through)
      throws SQLException {
    LogChunk.Builder found = new LogChunk.Builder(0);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT seq, kind, effective_from_minute, body FROM control_records"
                + " WHERE seq > ? AND seq <= ? ORDER BY seq")) {
      statement.setLong(1, after);
      statement.setLong(2, through);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              rows.getLong(1),
              new ControlRecord(rows.getString(2), new Tick(rows.getLong(3)), rows.getString(4)));
        }
      }
    }
    return found;
  }

  private static long nextSeq(Connection connection, long after) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT_SEQ)) {
      statement.setLong(1, after);
      statement.setLong(2, after);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
