package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to write a group of appends in one transaction: duplicates left out, the rest
 * numbered from the last entry on. Used by the committing thread, once.
 */
final class GroupCommit {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private static final long SECONDS_PER_DAY = 86_400;

  private final List<Pending> group;
  private final Connection connection;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Appended> answers = new ArrayList<>();
  private final Set<LocalDate> days = new HashSet<>();
  private final long lastSeq;
  private long bytes;
  private boolean mayBeDurable;

  /** An attempt to write a group after the last entry. */
  GroupCommit(List<Pending> group, Connection connection, long lastSeq) {
    this.group = group;
    this.connection = connection;
    this.lastSeq = lastSeq;
  }

  /** What was committed, in order. */
  List<LogEntry> entries() {
    return entries;
  }

  /** How many bytes that is, about. */
  long bytes() {
    return bytes;
  }

  /** Whether the database was told to commit: from then on nobody knows until it answers. */
  boolean mayBeDurable() {
    return mayBeDurable;
  }

  /** Tells all that wait what became of their appends. */
  void answer() {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).complete(answers.get(i));
    }
  }

  /** Writes the group; all that is new in it is durable afterwards. */
  void run(Identities identities, EventPartitions partitions, Set<LocalDate> knownDays)
      throws SQLException, IOException {
    ensureDays(partitions, knownDays);
    connection.setAutoCommit(false);
    identities.leaveOutDuplicates(connection, group);
    number();
    if (entries.isEmpty()) {
      connection.rollback();
      return;
    }
    writeEvents();
    writeControls();
    mayBeDurable = true;
    connection.commit();
  }

  /** The days of the group's events. */
  Set<LocalDate> days() {
    return days;
  }

  private void collectDays() {
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
  }

  /** Makes partitions that are missing; if that fails, the default partition takes the events. */
  private void ensureDays(EventPartitions partitions, Set<LocalDate> knownDays) {
    collectDays();
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

  private void number() {
    for (Pending pending : group) {
      EncodedEvents events = pending.events();
      int accepted = 0;
      for (int i = 0; i < events.size(); i++) {
        if (!pending.leftOut()[i]) {
          Event event = events.event(i);
          entries.add(new LogEntry.Recorded(event));
          events.number(i, lastSeq + entries.size());
          accepted++;
        }
      }
      ControlRecord control = pending.control();
      if (control != null) {
        entries.add(control);
      }
      bytes += pending.bytes();
      answers.add(new Appended(accepted, events.size() - accepted, lastSeq + entries.size()));
    }
  }

  private void writeEvents() throws SQLException, IOException {
    if (answers.stream().allMatch(answer -> answer.accepted() == 0)) {
      return;
    }
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

  private void writeControls() throws SQLException {
    if (group.stream().allMatch(pending -> pending.control() == null)) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO control_records (seq, kind, effective_from_minute, body)"
                + " VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < group.size(); i++) {
        ControlRecord control = group.get(i).control();
        if (control != null) {
          statement.setLong(1, answers.get(i).lastSeq());
          statement.setString(2, control.kind());
          statement.setLong(3, control.effectiveFrom().epochMinute());
          statement.setString(4, control.body());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
