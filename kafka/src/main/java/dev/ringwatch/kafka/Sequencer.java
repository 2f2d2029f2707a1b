package dev.ringwatch.kafka;

import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what came into one order: numbers it, leaves out duplicates and what is no event, writes
 * that down, and only then tells. After a failure it begins again from what is written.
 */
final class Sequencer implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LEARNED_AT_ONCE = 20_000;

  private final KafkaLogConfig config;
  private final Clients clients;
  private final InstantSource clock;
  private final long process;
  private final WriterLease lease;
  private final Calls calls;
  private final LogTail tail;
  private final RememberedIdentities identities;
  private final RecordDecoder decoder;

  // Of the thread that runs, and before it of the one that opens.
  private @Nullable OrderWriter writer;

  /** What was sent to be written, as long as it is not known whether it was. */
  private @Nullable GroupDraft inDoubt;

  private @Nullable OrderGroup inDoubtGroup;

  /** The last group that is known to be written. */
  private volatile @Nullable OrderGroup last;

  private volatile @Nullable Intake intake;
  private volatile @Nullable String unavailable;
  private volatile boolean ordering;
  private volatile boolean closed;

  Sequencer(
      KafkaLogConfig config,
      Clients clients,
      InstantSource clock,
      long process,
      WriterLease lease,
      Calls calls,
      LogTail tail) {
    this.config = config;
    this.clients = clients;
    this.clock = clock;
    this.process = process;
    this.lease = lease;
    this.calls = calls;
    this.tail = tail;
    identities = new RememberedIdentities(config.bounds().rememberedEvents());
    decoder = new RecordDecoder(config.platform());
  }

  /** Which log this is, once it was opened. */
  UUID logId() {
    return written().logId();
  }

  /**
   * Makes sure that nobody else writes.
   *
   * @throws LogUnavailableException if somebody does, or it is not known
   */
  void checkAvailable() {
    String problem = unavailable;
    if (problem != null) {
      throw new LogUnavailableException(problem);
    }
  }

  /** Whether this process has the right to write, and has learned what the log ends with. */
  boolean isOrdering() {
    return ordering;
  }

  /** The last group that was written, while this process orders; empty otherwise. */
  Optional<OrderGroup> lastWhileOrdering() {
    return ordering ? Optional.ofNullable(last) : Optional.empty();
  }

  /** Has control records looked for now. */
  void wake() {
    Intake present = intake;
    if (present != null) {
      present.wake();
    }
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        if (!lease.isHeld()) {
          stop("another Ringwatch server writes to this event log");
        } else if (writer == null) {
          open();
        } else {
          step();
        }
      } catch (KafkaException | LogUnavailableException | IllegalStateException e) {
        LOG.warn("The event log begins again from what is written: {}", e.getMessage());
        stop("the event log is not available: " + e.getMessage());
      } catch (RuntimeException e) {
        // Whatever it is: thrown, it would end the thread, and nobody would take the lease.
        LOG.warn("The event log begins again from what is written", e);
        stop("the event log is not available: " + e);
      }
    }
    end();
  }

  /**
   * Takes the right to write, and goes on from what is written.
   *
   * @throws KafkaException if the brokers do not answer
   * @throws LogUnavailableException if it is another log
   */
  void open() {
    writer = new OrderWriter(config, clients);
    OrderGroup found = lastWritten().orElseGet(this::begin);
    OrderGroup known = last;
    if (known != null && !known.logId().equals(found.logId())) {
      throw new LogUnavailableException(
          "another event log is in the topics of " + config.topics().prefix() + " now: restart");
    }
    GroupDraft draft = inDoubt;
    if (draft != null && found.equals(inDoubtGroup)) {
      apply(draft, found);
    } else if (!found.equals(known)) {
      learn(found);
    }
    forgetDoubt();
    intake = new Intake(config, clients, found);
    unavailable = null;
    ordering = true;
  }

  private Optional<OrderGroup> lastWritten() {
    try (OrderReader reader = new OrderReader(config, clients, "order-end")) {
      return reader.last();
    }
  }

  /** Begins a log where there is none. */
  private OrderGroup begin() {
    if (last != null) {
      throw new LogUnavailableException(config.topics().order() + " is empty now: restart");
    }
    OrderGroup first = new OrderGroup(UUID.randomUUID(), 1, List.of(), List.of(), List.of());
    writing().write(first, List.of());
    return first;
  }

  /** Somebody else wrote, or this process has just begun: learns what the log ends with. */
  private void learn(OrderGroup found) {
    calls.failAll("another Ringwatch server wrote to this event log meanwhile");
    identities.clear();
    long seq = Math.max(0, found.lastSeq() - config.bounds().rememberedEvents());
    try (LogReader reader = new LogReader(config, clients, "learn")) {
      while (seq < found.lastSeq()) {
        LogBatch batch = reader.read(seq, LEARNED_AT_ONCE, found.lastSeq());
        if (batch.entries().isEmpty()) {
          break;
        }
        batch.entries().forEach(this::remember);
        seq = batch.lastSeq();
      }
    }
    last = found;
    tail.goOnFrom(found.lastSeq());
  }

  private void remember(LogEntry entry) {
    if (entry instanceof LogEntry.Recorded(var event)) {
      RememberedIdentities.Identity identity = identities.of(event);
      if (!identities.holds(identity)) {
        identities.add(identity);
      }
    }
  }

  private void step() {
    ConsumerRecords<byte[], byte[]> records = taking().poll();
    List<Calls.Waiting> controls = calls.takeControls();
    if (records.isEmpty() && controls.isEmpty()) {
      return;
    }
    GroupDraft draft =
        new GroupDraft(written().lastSeq() + 1, decoder, identities, config.topics().deadLetters());
    List<TopicPartition> partitions = new ArrayList<>(records.partitions());
    for (TopicPartition partition : partitions) {
      draft.add(partition.partition(), records.records(partition), clock.instant());
    }
    controls.forEach(draft::add);
    OrderGroup group = draft.group(written().logId(), taking().positions());
    inDoubt = draft;
    inDoubtGroup = group;
    writing().write(group, draft.deadLetters());
    apply(draft, group);
  }

  private void apply(GroupDraft draft, OrderGroup group) {
    inDoubt = null;
    inDoubtGroup = null;
    last = group;
    draft.identities().forEach(identities::add);
    if (!draft.entries().isEmpty()) {
      tail.add(List.copyOf(draft.entries()), draft.bytes());
    }
    for (GroupDraft.Outcome outcome : draft.outcomes()) {
      if (outcome.header().process() == process) {
        calls.placed(outcome.header().call(), outcome.accepted(), outcome.seq());
      }
    }
    long seq = group.lastSeq() - draft.controls().size();
    for (Calls.Waiting control : draft.controls()) {
      control.answer().complete(++seq);
    }
  }

  /** What was in doubt and not written is read again; control records are not. */
  private void forgetDoubt() {
    GroupDraft draft = inDoubt;
    if (draft != null) {
      LogUnavailableException unwritten =
          new LogUnavailableException("the control record was not written: append it again");
      draft.controls().forEach(control -> control.answer().completeExceptionally(unwritten));
    }
    inDoubt = null;
    inDoubtGroup = null;
  }

  private void stop(String reason) {
    unavailable = reason;
    ordering = false;
    end();
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  private void end() {
    OrderWriter ended = writer;
    writer = null;
    if (ended != null) {
      ended.close();
    }
    Intake left = intake;
    intake = null;
    if (left != null) {
      left.close();
    }
  }

  private OrderGroup written() {
    return needed(last);
  }

  private OrderWriter writing() {
    return needed(writer);
  }

  private Intake taking() {
    return needed(intake);
  }

  private static <T> T needed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the event log was not opened");
    }
    return part;
  }

  /** Has the thread that runs end after its step. */
  @Override
  public void close() {
    closed = true;
    wake();
  }
}
