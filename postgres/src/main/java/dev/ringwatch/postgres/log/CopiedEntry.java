package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * An entry that the tables hold, against the one that the log has under its number: a log that lost
 * entries and went on has others there.
 */
final class CopiedEntry {

  private CopiedEntry() {}

  /**
   * Whether both are the same, as far as both are there; retention takes them from either.
   *
   * @throws dev.ringwatch.log.LogUnavailableException if the log does not answer
   */
  static boolean isSame(Connection connection, EventLog source, long seq)
      throws SQLException, InterruptedException {
    Optional<LogEntry> copied = LogReader.entry(connection, seq);
    if (copied.isEmpty()) {
      return true;
    }
    LogBatch there = source.read(seq - 1, 1, Duration.ZERO);
    return there.entries().isEmpty()
        || there.firstSeq() != seq
        || isSame(copied.get(), there.entries().getFirst());
  }

  private static boolean isSame(LogEntry copied, LogEntry there) {
    return switch (copied) {
      case LogEntry.Recorded(Event event) ->
          there instanceof LogEntry.Recorded(Event other)
              && event.id().equals(other.id())
              && EventColumns.micros(event.timestamp()) == EventColumns.micros(other.timestamp());
      case ControlRecord control ->
          there instanceof ControlRecord other
              && control.kind().equals(other.kind())
              && control.body().equals(other.body());
    };
  }
}
