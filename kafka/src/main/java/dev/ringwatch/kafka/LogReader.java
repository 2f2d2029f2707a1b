package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the log back from its topics: the order says which events come next. Reading on is one
 * stream, going elsewhere costs some requests. Safe for threads, one at a time.
 */
final class LogReader implements AutoCloseable {

  /** The most entries that are read for one answer. */
  private static final int CHUNK = 20_000;

  /** Entries that follow one another. */
  private record Run(long firstSeq, List<LogEntry> entries) {}

  private final OrderReader order;
  private final RangeReader events;
  private final RecordDecoder decoder;
  private final ArrayDeque<Run> ready = new ArrayDeque<>();

  /** Behind which entry everything that is ready, and what the order has next, lies. */
  private long behind = -1;

  LogReader(KafkaLogConfig config, Clients clients, String role) {
    decoder = new RecordDecoder(config.platform());
    order = new OrderReader(config, clients, role + "-order");
    events = new RangeReader(config, clients, role + "-events");
  }

  /**
   * The entries after one.
   *
   * @param most how many at most
   * @param lastSeq the number of the last that is known to be there
   * @throws LogUnavailableException if the brokers do not give them
   */
  synchronized LogBatch read(long afterSeq, int most, long lastSeq) {
    try {
      if (afterSeq != behind) {
        goBehind(afterSeq);
      }
      return take(afterSeq, Math.min(most, CHUNK), lastSeq);
    } catch (KafkaException | IllegalStateException e) {
      startAgain();
      throw new LogUnavailableException("the event log cannot be read: " + Failures.words(e), e);
    } catch (LogUnavailableException e) {
      startAgain();
      throw e;
    }
  }

  private void startAgain() {
    behind = -1;
    events.startAgain();
  }

  private void goBehind(long seq) {
    ready.clear();
    order.goTo(seq + 1);
    behind = seq;
  }

  private LogBatch take(long afterSeq, int most, long lastSeq) {
    List<LogEntry> taken = new ArrayList<>();
    long firstSeq = afterSeq + 1;
    while (taken.size() < most && behind < lastSeq) {
      if (ready.isEmpty()) {
        load(order.next());
        continue;
      }
      Run run = ready.removeFirst();
      if (taken.isEmpty()) {
        firstSeq = run.firstSeq();
      } else if (run.firstSeq() != firstSeq + taken.size()) {
        ready.addFirst(run);
        break;
      }
      int count = Math.min(most - taken.size(), run.entries().size());
      taken.addAll(run.entries().subList(0, count));
      behind = run.firstSeq() + count - 1;
      if (count < run.entries().size()) {
        ready.addFirst(new Run(behind + 1, run.entries().subList(count, run.entries().size())));
      }
    }
    return new LogBatch(firstSeq, taken);
  }

  /** Reads a group's entries behind the place; what retention dropped makes a hole before a run. */
  private void load(OrderGroup group) {
    long seq = group.firstSeq();
    for (OrderGroup.Range range : group.ranges()) {
      long end = seq + range.events();
      if (end > behind + 1 && range.events() > 0) {
        List<LogEntry> left = entries(range);
        add(end - left.size(), left);
      }
      seq = end;
    }
    add(seq, List.copyOf(group.controls()));
    if (ready.isEmpty()) {
      behind = Math.max(behind, group.lastSeq());
    }
  }

  private List<LogEntry> entries(OrderGroup.Range range) {
    List<LogEntry> entries = new ArrayList<>(range.events());
    for (ConsumerRecord<byte[], byte[]> record : events.read(range)) {
      Event event = decoder.again(record);
      entries.add(new LogEntry.Recorded(event));
    }
    return entries;
  }

  private void add(long firstSeq, List<LogEntry> entries) {
    int known = (int) Math.max(0, Math.min(entries.size(), behind + 1 - firstSeq));
    if (known < entries.size()) {
      ready.add(new Run(firstSeq + known, entries.subList(known, entries.size())));
    }
  }

  @Override
  public synchronized void close() {
    order.close();
    events.close();
  }
}
