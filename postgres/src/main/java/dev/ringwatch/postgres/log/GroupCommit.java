package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One attempt to write a group of appends in one transaction: duplicates left out, the rest
 * numbered from the last entry on. Used by the committing thread, once.
 */
final class GroupCommit {

  private final List<Pending> group;
  private final Connection connection;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Appended> answers = new ArrayList<>();
  private final Set<LocalDate> days;
  private final long lastSeq;
  private long bytes;
  private boolean mayBeDurable;

  /** An attempt to write a group after the last entry. */
  GroupCommit(List<Pending> group, Connection connection, long lastSeq) {
    this.group = group;
    this.connection = connection;
    this.lastSeq = lastSeq;
    this.days = GroupRows.days(group);
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
    GroupRows.ensure(days, partitions, knownDays);
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
    if (answers.stream().anyMatch(answer -> answer.accepted() > 0)) {
      GroupRows.writeEvents(connection, group);
    }
  }

  private void writeControls() throws SQLException {
    List<GroupRows.Numbered> controls = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      ControlRecord control = group.get(i).control();
      if (control != null) {
        controls.add(new GroupRows.Numbered(answers.get(i).lastSeq(), control));
      }
    }
    GroupRows.writeControls(connection, controls);
  }
}
