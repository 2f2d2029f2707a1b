package dev.ringwatch.kafka;

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
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
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

  /** How often a pause doubles while nothing works. */
  private static final int MAX_DOUBLINGS = 5;

  /**
   * How long what comes is gathered after a group, for each of its entries: a transaction costs the
   * brokers and us as much as a hundred events, and few should not wait for more.
   */
  private static final long GATHERING_NANOS = 100_000;

  private static final long MOST_GATHERING_NANOS = 20_000_000;

  private final KafkaLogConfig config;
  private final Clients clients;
  private final InstantSource clock;
  private final long process;
  private final WriterLease lease;
  private final Calls calls;
  private final LogTail tail;
  private final RememberedIdentities identities;
  private final RecordDecoder decoder;
  private final Learner learner;
  private final TopicWatch topics;

  // Of the thread that runs, and before it of the one that opens.
  private @Nullable OrderWriter writer;
  private int failures;

  /** When the next group has gathered long enough. */
  private long gatheredAt = System.nanoTime();

  /** What was sent to be written, as long as it is not known whether it was. */
  private @Nullable Doubt inDoubt;

  /** The last group that is known to be written. */
  private volatile @Nullable OrderGroup last;

  private final Standing standing = new Standing();
  private volatile @Nullable Intake intake;
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
    learner = new Learner(config, clients, () -> closed);
    topics = new TopicWatch(config, clients);
  }

  /** Which log this is, once it was opened. */
  UUID logId() {
    return written().logId();
  }

  /** Whether this process orders, and what to say where it does not. */
  Standing standing() {
    return standing;
  }

  /** The last group that was written, while this process orders; empty otherwise. */
  Optional<OrderGroup> lastWhileOrdering() {
    return standing.isOrdering() ? Optional.ofNullable(last) : Optional.empty();
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
    try {
      while (!closed) {
        // Nobody ends this thread by interrupting it; an interrupt would keep it from working.
        Thread.interrupted();
        turn();
      }
    } finally {
      standing.fail(
          closed ? "the event log is closed" : "what orders the event log has died: restart");
      end();
      topics.close();
      if (!closed) {
        // Another server may do better.
        lease.leave();
      }
    }
  }

  private void turn() {
    try {
      topics.look();
      if (!lease.isHeld()) {
        standBy();
      } else if (writer == null) {
        open();
      } else {
        step();
        failures = 0;
      }
    } catch (KafkaException | LogUnavailableException | IllegalStateException e) {
      LOG.warn("The event log begins again from what is written: {}", Failures.words(e));
      stop(Failures.words(e), e);
    } catch (RuntimeException e) {
      // Whatever it is: thrown, it would end the thread, and nobody would take the lease.
      LOG.warn("The event log begins again from what is written", e);
      stop(e.toString(), e);
    }
  }

  /** Another orders; topics that it does not order any more this one sees too. */
  private void standBy() {
    standing.standBy("another Ringwatch server writes to this event log");
    if (!topics.isKnown()) {
      Optional<OrderGroup> found = lastWritten();
      topics.eventsTopic();
      found.ifPresent(topics::require);
    }
    failures = 0;
    rest(PAUSE);
  }

  /**
   * Ends what was begun, and waits. Who was fenced waits until it would have heard that it has lost
   * the lease: two that fence one another by turns would both write nothing.
   */
  private void stop(String words, RuntimeException failure) {
    boolean fenced =
        Failures.is(failure, ProducerFencedException.class, InvalidProducerEpochException.class);
    String reason = "the event log is not available: " + words;
    if (topics.isBad() || (lease.isHeld() && !fenced)) {
      standing.fail(reason);
    } else {
      standing.standBy(reason);
    }
    Duration pause = PAUSE.multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS));
    rest(fenced ? clients.signOfLife() : pause);
  }

  /**
   * Takes the right to write, and goes on from what is written.
   *
   * @throws KafkaException if the brokers do not answer
   * @throws LogUnavailableException if it is another log
   */
  void open() {
    UUID eventsTopic = topics.eventsTopic();
    writer = new OrderWriter(config, clients);
    OrderGroup found = lastWritten().orElseGet(() -> begin(eventsTopic));
    OrderGroup known = last;
    if (known != null && !known.logId().equals(found.logId())) {
      throw new LogUnavailableException(
          "another event log is in the topics of " + config.topics().prefix() + " now: restart");
    }
    topics.require(found);
    Doubt doubt = inDoubt;
    if (doubt != null && found.equals(doubt.group())) {
      apply(doubt);
    } else if (!found.equals(known)) {
      learn(found);
    }
    if (inDoubt != null) {
      inDoubt.giveUp();
      inDoubt = null;
    }
    intake = new Intake(config, clients, found);
    standing.order();
  }

  private Optional<OrderGroup> lastWritten() {
    try (OrderReader reader = new OrderReader(config, clients, "order-end")) {
      return reader.last();
    }
  }

  /** Begins a log where there is none. */
  private OrderGroup begin(UUID eventsTopic) {
    if (last != null) {
      throw new LogUnavailableException(config.topics().order() + " is empty now: restart");
    }
    OrderGroup first =
        new OrderGroup(UUID.randomUUID(), eventsTopic, 1, List.of(), List.of(), List.of());
    writing().write(first, List.of());
    return first;
  }

  /** Somebody else wrote, or this process has just begun: learns what the log ends with. */
  private void learn(OrderGroup found) {
    calls.failAll("another Ringwatch server wrote to this event log meanwhile");
    learner.learn(found.lastSeq(), identities);
    last = found;
    tail.goOnFrom(found.lastSeq());
  }

  private void step() {
    gather();
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
    Doubt doubt = new Doubt(draft, draft.group(written(), taking().positions()));
    inDoubt = doubt;
    writing().write(doubt.group(), draft.deadLetters());
    apply(doubt);
  }

  /** Lets more come, so that at a high rate there are fewer groups. */
  private void gather() {
    LockSupport.parkNanos(gatheredAt - System.nanoTime());
  }

  private void apply(Doubt written) {
    inDoubt = null;
    GroupDraft draft = written.draft();
    last = written.group();
    draft.identities().forEach(identities::add);
    gatheredAt =
        System.nanoTime()
            + Math.min(MOST_GATHERING_NANOS, GATHERING_NANOS * draft.entries().size());
    if (!draft.entries().isEmpty()) {
      tail.add(List.copyOf(draft.entries()), draft.bytes());
    }
    written.answer(calls, process);
  }

  private void rest(Duration pause) {
    // What failed because of an interrupt must be closed without one.
    Thread.interrupted();
    end();
    LockSupport.parkNanos(pause.toNanos());
  }

  private void end() {
    OrderWriter ended = writer;
    writer = null;
    Intake left = intake;
    intake = null;
    Clients.leave(ended);
    Clients.leave(left);
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
