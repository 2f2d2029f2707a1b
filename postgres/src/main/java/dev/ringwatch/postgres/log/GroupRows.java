package dev.ringwatch.postgres.log;

import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a group of appends whose entries have their numbers, on their way into the tables.
 */
final class GroupRows {

  private static final Logger LOG = LoggerFactory.getLogger(GroupRows.class);

  private static final long SECONDS_PER_DAY = 86_400;

  private GroupRows() {}

  /**
   * A control record at its place.
   *
   * @param seq its number
   * @param control the record
   */
  record Numbered(long seq, ControlRecord control) {}

  /** The days of a group's events. */
  static Set<LocalDate> days(List<Pending> group) {
    Set<LocalDate> days = new HashSet<>();
    long last = Long.MIN_VALUE;
    for (Pending pending : group) {
      EncodedEvents events = pending.events();
      for (int i = 0; i < events.size(); i++) {
        long second = events.event(i).timestamp().getEpochSecond();
        long day = Math.floorDiv(second, SECONDS_PER_DAY);
        if (day != last) {
          days.add(LocalDate.ofEpochDay(day));
        }
        last = day;
      }
    }
    return days;
  }

  /** Makes partitions that are missing; if that fails, the default partition takes the events. */
  static void ensure(Set<LocalDate> days, EventPartitions partitions, Set<LocalDate> knownDays) {
    if (knownDays.containsAll(days)) {
      return;
    }
    try {
      partitions.ensure(days);
      knownDays.addAll(days);
    } catch (SQLException e) {
      LOG.warn("The partitions of {} could not be made: {}", days, e.getMessage());
    }
  }

  /** Writes the events that are not left out, by one binary COPY. */
  static void writeEvents(Connection connection, List<Pending> group)
      throws SQLException, IOException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY raw_events (" + EventColumns.WRITTEN + ") FROM STDIN (FORMAT binary)");
    try {
      CopyStream out = new CopyStream(copy);
      out.begin();
      for (Pending pending : group) {
        writeRuns(pending, out);
      }
      out.end();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Rows that follow one another go out together. */
  private static void writeRuns(Pending pending, CopyStream out) throws IOException {
    boolean[] leftOut = pending.leftOut();
    int from = 0;
    while (from < leftOut.length) {
      int to = from;
      while (to < leftOut.length && !leftOut[to]) {
        to++;
      }
      if (to > from) {
        pending.events().write(from, to, out);
      }
      from = to + 1;
    }
  }

  /** Writes control records. */
  static void writeControls(Connection connection, List<Numbered> controls) throws SQLException {
    if (controls.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO control_records (seq, kind, effective_from_minute, body)"
                + " VALUES (?, ?, ?, ?)")) {
      for (Numbered numbered : controls) {
        ControlRecord control = numbered.control();
        statement.setLong(1, numbered.seq());
        statement.setString(2, control.kind());
        statement.setLong(3, control.effectiveFrom().epochMinute());
        statement.setString(4, control.body());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
