package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One attempt to copy entries of a log that is kept elsewhere, with their numbers, in one
 * transaction: events whose identity the tables hold already are left out. Used by the copying
 * thread, once.
 */
final class CopyCommit {

  private final LogBatch batch;
  private final List<Long> eventSeqs = new ArrayList<>();
  private final List<GroupRows.Numbered> controls = new ArrayList<>();
  private final List<Pending> group;
  private final Set<LocalDate> days;
  private long lastWritten;
  private int leftOut;

  /**
   * An attempt to copy entries.
   *
   * @param now when they are received here
   * @param secret what the hashes of identities begin with
   */
  CopyCommit(LogBatch batch, Instant now, long secret) {
    this.batch = batch;
    List<Event> events = new ArrayList<>(batch.entries().size());
    long seq = batch.firstSeq();
    for (LogEntry entry : batch.entries()) {
      switch (entry) {
        case LogEntry.Recorded(Event event) -> {
          events.add(event);
          eventSeqs.add(seq);
        }
        case ControlRecord control -> controls.add(new GroupRows.Numbered(seq, control));
      }
      seq++;
    }
    group = List.of(new Pending(EncodedEvents.of(events, now, secret)));
    days = GroupRows.days(group);
  }

  /** The events as one append. */
  List<Pending> group() {
    return group;
  }

  /** The days of the events. */
  Set<LocalDate> days() {
    return days;
  }

  /** How many bytes the entries hold, about. */
  long bytes() {
    long bodies = controls.stream().mapToLong(control -> control.control().body().length()).sum();
    return group.getFirst().bytes() + 2 * bodies;
  }

  /** How many events were left out. */
  int leftOut() {
    return leftOut;
  }

  /** The number of the last entry that was written; 0 if none was. */
  long lastWritten() {
    return lastWritten;
  }

  /** Writes what is new; it is durable afterwards. */
  void run(
      Connection connection,
      Identities identities,
      EventPartitions partitions,
      Set<LocalDate> knownDays)
      throws SQLException, IOException {
    GroupRows.ensure(days, partitions, knownDays);
    connection.setAutoCommit(false);
    identities.leaveOutDuplicates(connection, group);
    number();
    if (lastWritten == 0) {
      connection.rollback();
      return;
    }
    if (leftOut < eventSeqs.size()) {
      GroupRows.writeEvents(connection, group);
    }
    GroupRows.writeControls(connection, controls);
    connection.commit();
  }

  private void number() {
    Pending pending = group.getFirst();
    for (int i = 0; i < eventSeqs.size(); i++) {
      if (pending.leftOut()[i]) {
        leftOut++;
      } else {
        pending.events().number(i, eventSeqs.get(i));
        lastWritten = eventSeqs.get(i);
      }
    }
    if (!controls.isEmpty()) {
      lastWritten = Math.max(lastWritten, controls.getLast().seq());
    }
  }

  /** What was copied. */
  LogBatch batch() {
    return batch;
  }
}
