package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogRules;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * The event log on Kafka. Events are appended to a topic, keyed by account, by anybody: this
 * process, other ones, the platform itself. The one process that has the writer's lease gives what
 * came numbers, leaves out duplicates and what is no event, and writes that down in a second topic,
 * in transactions that fence whoever had the lease before. What is written there is the log;
 * readers get the newest entries from memory, older ones from both topics.
 *
 * <p>The entries of one call keep the order given as far as they are of one account, and all of
 * them where the topic has one partition; those of other calls may come between. A duplicate is
 * found among the newest entries that {@link KafkaLogConfig.Bounds#rememberedEvents} says, and
 * older ones may count twice. Safe for threads. See {@code docs/decisions/0040-kafka-log.md}.
 */
public final class KafkaEventLog implements EventLog {

  private final KafkaLogConfig config;
  private final long process = new SecureRandom().nextLong();
  private final Calls calls;
  private final LogTail tail;
  private final WriterLease lease;
  private final LogReader reader;
  private final Appender appender;
  private final Sequencer sequencer;
  private final Thread sequencing;
  private final UnorderedRecords unordered;

  /** Whether events are taken too while another process gives them their numbers. */
  private final boolean shared;

  private KafkaEventLog(
      KafkaLogConfig config,
      Clients clients,
      InstantSource clock,
      boolean shared,
      LogTopics.MaxBytes maxBytes) {
    this.config = config;
    this.shared = shared;
    calls = new Calls(config.bounds().maxWaitingEvents(), maxBytes.order());
    tail = new LogTail(config.bounds().tailEntries(), config.bounds().tailBytes());
    reader = new LogReader(config, clients, "read");
    appender = new Appender(config, clients, maxBytes.events());
    lease = WriterLease.apply(config, clients);
    sequencer = new Sequencer(config, clients, clock, process, lease, calls, tail);
    sequencing = new Thread(sequencer, "event-log-order");
    unordered = new UnorderedRecords(config, clients);
  }

  /**
   * Opens the log, makes its topics if there are none, takes the writer's lease, and reads back
   * which events the log ends with: about a second for a million of them.
   *
   * @param clock the present, against which the timestamps of a platform's events are checked
   * @throws LogUnavailableException if another has the lease for as long as {@link
   *     KafkaLogConfig.Waits#lease} says, or the brokers do not answer
   */
  public static KafkaEventLog open(KafkaLogConfig config, InstantSource clock) {
    return open(config, clock, false);
  }

  /**
   * Opens the log as one of several processes that share it, and does not wait for the lease:
   * whoever has it gives entries their numbers, the others take events only. Of these an append
   * returns once all replicas in sync have the events; which of them are duplicates, and which
   * numbers they get, they do not know. When the lease falls to this process, {@link #isOrdering}
   * says so.
   *
   * @param clock the present, against which the timestamps of a platform's events are checked
   * @throws LogUnavailableException if the brokers do not answer
   */
  public static KafkaEventLog join(KafkaLogConfig config, InstantSource clock) {
    return open(config, clock, true);
  }

  private static KafkaEventLog open(KafkaLogConfig config, InstantSource clock, boolean shared) {
    Clients clients = new Clients(config);
    KafkaEventLog log;
    try {
      log =
          new KafkaEventLog(config, clients, clock, shared, new LogTopics(config).make(clients));
    } catch (KafkaException e) {
      throw cannotBeOpened(e);
    }
    try {
      if (shared) {
        log.sequencing.start();
      } else {
        log.begin();
      }
      return log;
    } catch (RuntimeException e) {
      log.close();
      throw e instanceof KafkaException ? cannotBeOpened(e) : e;
    }
  }

  private static LogUnavailableException cannotBeOpened(RuntimeException e) {
    return new LogUnavailableException("the event log cannot be opened: " + Failures.words(e), e);
  }

  private void begin() {
    if (!lease.await(config.waits().store(), config.waits().lease())) {
      throw new LogUnavailableException(
          lease.isJoined()
              ? "another Ringwatch server writes to the event log "
                  + config.topics().prefix()
                  + ": stop it, or wait until its lease has ended"
              : "the brokers did not say who writes to the event log within "
                  + config.waits().store().toMillis()
                  + " ms"
                  + lease.problem().map(problem -> ": " + problem).orElse(""));
    }
    sequencer.open();
    sequencing.start();
  }

  @Override
  public Appended append(List<Event> events) {
    long end = System.nanoTime() + config.waits().answer().toNanos();
    List<Event> copy = List.copyOf(events);
    LogRules.require(copy);
    if (shared && !sequencer.isOrdering()) {
      return appendUnordered(copy, end);
    }
    sequencer.checkAvailable();
    Calls.Call call = calls.begin(copy.size());
    try {
      if (copy.isEmpty()) {
        return new Appended(0, 0, tail.lastSeq());
      }
      var ignored =
          appender
              .send(copy, new CallHeader(process, call.number()))
              .whenComplete((done, failure) -> {
                if (failure != null) {
                  call.answer().completeExceptionally(failure);
                }
              });
      return await(call.answer(), end);
    } finally {
      calls.end(call);
    }
  }

  /** Whoever orders answers nobody here, and leaves out what is in the log already. */
  private Appended appendUnordered(List<Event> events, long end) {
    Calls.Call call = calls.begin(events.size());
    try {
      if (events.isEmpty()) {
        return new Appended(0, 0, 0);
      }
      await(appender.send(events, new CallHeader(process, call.number())), end);
      return new Appended(events.size(), 0, Appended.UNKNOWN);
    } finally {
      calls.end(call);
    }
  }

  /**
   * Whether this process gives entries their numbers now, as far as it knows; until it does, the
   * log has no entries for its readers.
   */
  public boolean isOrdering() {
    return sequencer.isOrdering();
  }

  /**
   * How many records of the topic of events have no place in the log yet, about: marks of a
   * platform's transactions count too. Asks the brokers; for one caller at a time.
   *
   * @return empty while another process orders
   * @throws LogUnavailableException if the brokers do not answer
   */
  public OptionalLong unorderedRecords() {
    Optional<OrderGroup> last = sequencer.lastWhileOrdering();
    return last.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unordered.behind(last.get()));
  }

  /**
   * Appends a control record; otherwise as the port says.
   *
   * @throws IllegalArgumentException if it is larger than the topic of order takes
   */
  @Override
  public long append(ControlRecord control) {
    long end = System.nanoTime() + config.waits().answer().toNanos();
    sequencer.checkAvailable();
    Calls.Waiting waiting = calls.begin(control);
    try {
      sequencer.wake();
      return await(waiting.answer(), end);
    } finally {
      calls.end(waiting);
    }
  }

  private <T> T await(CompletableFuture<T> answer, long end) {
    try {
      return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LogUnavailableException(
          "the event log did not answer within " + config.waits().answer().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while waiting for the event log", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LogUnavailableException(String.valueOf(cause.getMessage()), cause);
    }
  }

  @Override
  public LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be at least 1, not " + maxEntries);
    }
    long left = wait.toNanos();
    long known = afterSeq;
    while (true) {
      left = tail.awaitBeyond(known, left);
      long lastSeq = tail.lastSeq();
      Optional<LogBatch> handedOver = tail.after(afterSeq, maxEntries);
      LogBatch batch =
          handedOver.isPresent() ? handedOver.get() : readBack(afterSeq, maxEntries, lastSeq);
      if (!batch.entries().isEmpty()) {
        return batch;
      }
      // Where the log ends is not known while another may write to it.
      sequencer.checkAvailable();
      if (left <= 0) {
        return batch;
      }
      known = lastSeq;
    }
  }

  private LogBatch readBack(long afterSeq, int maxEntries, long lastSeq) {
    return afterSeq >= lastSeq
        ? new LogBatch(afterSeq + 1, List.of())
        : reader.read(afterSeq, maxEntries, lastSeq);
  }

  @Override
  public UUID id() {
    return sequencer.logId();
  }

  @Override
  public long lastSeq() {
    return tail.lastSeq();
  }

  @Override
  public void close() {
    // Kafka's clients cannot be closed by an interrupted thread, and then the lease would stay
    // here.
    boolean interrupted = Thread.interrupted();
    calls.close();
    interrupted |= Thread.interrupted();
    sequencer.close();
    if (sequencing.getState() == Thread.State.NEW) {
      // It could not be opened: what it had begun is ended here.
      sequencer.run();
    }
    interrupted |= Threads.join(sequencing);
    tail.close();
    Clients.leave(appender);
    Clients.leave(reader);
    Clients.leave(unordered);
    interrupted |= lease.leave();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
