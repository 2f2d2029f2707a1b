package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is lost and what is not when brokers die, leaders move and writers are fenced. */
class KafkaEventLogFaultsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CLIENTS = 4;
  private static final int BROKER_COUNT = 3;
  private static final int PARTITIONS = 3;

  @AutoClose private static final Brokers BROKERS = Brokers.start(BROKER_COUNT);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final KafkaLogConfig config = BROKERS.config(PARTITIONS);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private interface Fault {
    void happen() throws Exception;
  }

  @Test
  void losesNothingWhenBrokersAreKilled() throws Exception {
    List<Fault> faults = new ArrayList<>();
    for (int broker = 0; broker < BROKER_COUNT; broker++) {
      int killed = broker;
      faults.add(() -> {
        BrokerServer server = Objects.requireNonNull(BROKERS.kit().brokers().get(killed));
        server.shutdown();
        server.startup();
      });
    }
    underLoad(faults);
  }

  @Test
  void losesNothingWhenLeadersMove() throws Exception {
    List<Fault> faults = new ArrayList<>();
    for (int round = 0; round < BROKER_COUNT; round++) {
      int leader = round;
      faults.add(() -> moveLeaders(leader));
    }
    underLoad(faults);
  }

  /** Has a broker lead every partition of the log. */
  private void moveLeaders(int leader) throws Exception {
    Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
    List<Integer> replicas =
        List.of(leader, (leader + 1) % BROKER_COUNT, (leader + 2) % BROKER_COUNT);
    Optional<NewPartitionReassignment> move = Optional.of(new NewPartitionReassignment(replicas));
    moves.put(new TopicPartition(config.topics().order(), 0), move);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      moves.put(new TopicPartition(config.topics().events(), partition), move);
    }
    try (Admin admin = new Clients(config).admin()) {
      admin.alterPartitionReassignments(moves).all().get();
      // Those that it leads already need no election, and say so.
      admin.electLeaders(ElectionType.PREFERRED, moves.keySet()).partitions().get();
      List<String> order = List.of(config.topics().order());
      WaitFor.condition(
          PATIENCE,
          () ->
              admin.describeTopics(order).allTopicNames().get().values().stream()
                  .allMatch(topic -> topic.partitions().getFirst().leader().id() == leader));
    }
  }

  @Test
  void losesNothingWhenPartitionsAreAdded() throws Exception {
    underLoad(List.of(this::addPartitions));
  }

  /** Adds some, and waits until there is something in each of them. */
  private void addPartitions() throws Exception {
    Clients clients = new Clients(config);
    String events = config.topics().events();
    try (Admin admin = clients.admin()) {
      NewPartitions more = NewPartitions.increaseTo(PARTITIONS + 2);
      admin.createPartitions(Map.of(events, more)).all().get();
    }
    List<TopicPartition> added =
        List.of(new TopicPartition(events, PARTITIONS), new TopicPartition(events, PARTITIONS + 1));
    try (Consumer<byte[], byte[]> reader = clients.reader("test")) {
      WaitFor.condition(
          PATIENCE,
          () -> reader.endOffsets(added).values().stream().allMatch(offset -> offset > 0));
    }
  }

  @Test
  void losesNothingWhenItsWriterIsFenced() throws Exception {
    Clients clients = new Clients(config);
    List<Fault> faults = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      faults.add(() -> new OrderWriter(config, clients).close());
    }
    underLoad(faults);
  }

  @Test
  void lateWriterCannotWrite() throws Exception {
    Clients clients = new Clients(config);
    AwkwardEvents awkward = new AwkwardEvents(11);
    try (KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW);
        OrderWriter late = new OrderWriter(config, clients)) {
      log.append(awkward.next(10));
      OrderGroup stale =
          new OrderGroup(
              log.id(),
              log.id(),
              1,
              List.of(),
              List.of(new ControlRecord("heartbeat", new Tick(1), "")),
              List.of(0L, 0L, 0L));
      assertThatThrownBy(() -> late.write(stale, List.of())).isInstanceOf(KafkaException.class);
      assertThat(log.append(awkward.next(5)).lastSeq()).isEqualTo(15);
      assertThat(follow(log, 15)).hasSize(15).noneMatch(ControlRecord.class::isInstance);
    }
  }

  @Test
  void takesOverWhenTheOtherIsKilled() throws Exception {
    KafkaLogConfig waiting =
        config.withWaits(
            new KafkaLogConfig.Waits(
                PATIENCE, PATIENCE, Duration.ofSeconds(20), OtherServer.SILENCE));
    Process other = OtherServer.start(BROKERS.kit().bootstrapServers(), config.topics().prefix());
    try {
      assertThat(OtherServer.lastSeq(other)).isEqualTo(OtherServer.events().size());
      assertThatThrownBy(() -> KafkaEventLog.open(config, Brokers.NOW).close())
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("another Ringwatch server writes");
      Future<KafkaEventLog> taking = threads.submit(() -> KafkaEventLog.open(waiting, Brokers.NOW));
      other.destroyForcibly().waitFor();
      try (KafkaEventLog log = taking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        int count = OtherServer.events().size();
        assertThat(new HashSet<>(follow(log, count))).hasSize(count);
        assertThat(log.append(OtherServer.events())).isEqualTo(new Appended(0, count, count));
        assertThat(log.append(new ControlRecord("heartbeat", new Tick(1), "")))
            .isEqualTo(count + 1);
      }
    } finally {
      other.destroyForcibly();
    }
  }

  /** Clients that repeat what was not confirmed, a reader, and faults one after the other. */
  private void underLoad(List<Fault> faults) throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(faults.size());
    AtomicInteger stop = new AtomicInteger();
    AtomicInteger appends = new AtomicInteger();
    Set<LogEntry> confirmed = new HashSet<>();
    try (KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW)) {
      List<Future<List<Event>>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(() -> appendUntil(stop, log, awkward, appends)));
      }
      for (Fault fault : faults) {
        int before = appends.get();
        WaitFor.condition(PATIENCE, () -> appends.get() > before + CLIENTS);
        fault.happen();
      }
      int before = appends.get();
      WaitFor.condition(PATIENCE, () -> appends.get() > before + 2 * CLIENTS);
      stop.set(1);
      for (Future<List<Event>> client : clients) {
        client
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .forEach(event -> confirmed.add(new LogEntry.Recorded(event)));
      }
      assertThat(log.lastSeq()).as("nothing twice").isEqualTo(confirmed.size());
      assertThat(new HashSet<>(follow(log, confirmed.size()))).isEqualTo(confirmed);
    }
    try (KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW)) {
      assertThat(log.lastSeq()).isEqualTo(confirmed.size());
      assertThat(new HashSet<>(follow(log, confirmed.size()))).isEqualTo(confirmed);
    }
  }

  private static List<Event> appendUntil(
      AtomicInteger stop, KafkaEventLog log, AwkwardEvents awkward, AtomicInteger appends) {
    List<Event> all = new ArrayList<>();
    while (stop.get() == 0) {
      List<Event> batch;
      synchronized (awkward) {
        batch = awkward.next(20);
      }
      appendUntilConfirmed(log, batch);
      appends.incrementAndGet();
      all.addAll(batch);
    }
    return all;
  }

  private static void appendUntilConfirmed(KafkaEventLog log, List<Event> batch) {
    while (true) {
      try {
        Appended appended = log.append(batch);
        assertThat(appended.accepted() + appended.duplicates()).isEqualTo(batch.size());
        return;
      } catch (LogUnavailableException e) {
        // As a client does that was told to come again.
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  private static List<LogEntry> follow(KafkaEventLog log, int count) throws InterruptedException {
    List<LogEntry> seen = new ArrayList<>();
    while (seen.size() < count) {
      LogBatch batch = log.read(seen.size(), 1_000, PATIENCE);
      assertThat(batch.firstSeq()).isEqualTo(seen.size() + 1);
      seen.addAll(batch.entries());
    }
    return seen;
  }
}
