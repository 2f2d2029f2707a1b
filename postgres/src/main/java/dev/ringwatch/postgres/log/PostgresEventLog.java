package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogRules;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The event log in PostgreSQL's {@code raw_events} and {@code control_records}. The threads that
 * append encode their events; one committing thread numbers what waits and writes it in one
 * transaction, by binary COPY, on a connection that holds the writer's lease. Readers get the
 * newest entries from memory and older ones from the table.
 *
 * <p>Takes one connection of the data source for as long as it is open, one while it learns what
 * the log holds, and one for each read from the table. Safe for threads.
 *
 * <p>An append costs its encoding, in its own thread, and its share of a commit; one whose events
 * memory cannot tell from what the log holds, a look into the table as well. See {@code
 * docs/decisions/0013-event-log.md}.
 */
public final class PostgresEventLog implements EventLog {

  private static final Duration LEASE_PAUSE = Duration.ofMillis(100);

  /** How long an idle log may not know that another writes: one question in that time. */
  private static final Duration IDLE_CHECK = Duration.ofSeconds(5);

  private final EventLogConfig config;
  private final InstantSource clock;
  private final long secret;
  private final AppendQueue queue;
  private final LogTail tail;
  private final TailedReader reader;
  private final IdentityLoader loader;
  private final Committer committer;
  private final Thread committing;
  private final Thread loading;

  private PostgresEventLog(
      DataSource dataSource, EventLogConfig config, InstantSource clock, Duration idleCheck) {
    this.config = config;
    this.clock = clock;
    secret = new SecureRandom().nextLong();
    queue = new AppendQueue(config.queue().maxEvents(), config.queue().maxBytes());
    tail = new LogTail(config.reading().tailEntries(), config.reading().tailBytes());
    reader = new TailedReader(dataSource, tail, config.reading().chunk());
    loader = new IdentityLoader(dataSource, secret, config.memory().learnedHours());
    Identities identities = new Identities(secret, loader);
    committer = new Committer(dataSource, config, idleCheck, queue, tail, identities);
    committing = new Thread(committer, "event-log-commit");
    loading = new Thread(loader, "event-log-identities");
    loading.setDaemon(true);
  }

  /**
   * Opens the log on a database that has the schema, and takes the writer's lease.
   *
   * @param dataSource a pool, best: reading from the table takes a connection each time; not
   *     through a pooler that shares sessions between clients
   * @param clock says when events were received
   * @throws LogUnavailableException if another has the lease, or the database does not answer, for
   *     as long as {@link EventLogConfig.Waits#lease} says
   */
  public static PostgresEventLog open(
      DataSource dataSource, EventLogConfig config, InstantSource clock) {
    return open(dataSource, config, clock, IDLE_CHECK);
  }

  /** The same with another time after which an idle log looks after its lease. */
  static PostgresEventLog open(
      DataSource dataSource, EventLogConfig config, InstantSource clock, Duration idleCheck) {
    PostgresEventLog log = new PostgresEventLog(dataSource, config, clock, idleCheck);
    log.takeLease();
    log.committing.start();
    log.loading.start();
    return log;
  }

  /**
   * Reads back which events the log holds of its newest hours, beside everything else: 10 to 15
   * seconds of processor time for a day of 10 million. It saves the first events of each of these
   * hours, and those that come again, a look into the table; without it an hour is learned once
   * events come for it. So whoever has more urgent things to read calls this afterwards.
   */
  public void learnNewestHours() {
    loader.wantNewest();
  }

  @Override
  public void letGo() {
    tail.letGo();
    reader.letGo();
  }

  @Override
  public Appended append(List<Event> events) {
    List<Event> copy = List.copyOf(events);
    LogRules.require(copy);
    queue.checkRoom(copy.size());
    committer.checkAvailable();
    if (copy.isEmpty()) {
      return new Appended(0, 0, tail.lastSeq());
    }
    return append(new Pending(EncodedEvents.of(copy, clock.instant(), secret)));
  }

  @Override
  public long append(ControlRecord control) {
    committer.checkAvailable();
    Instant now = clock.instant();
    return append(new Pending(EncodedEvents.of(List.of(), now, secret), control)).lastSeq();
  }

  @Override
  public LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException {
    return reader.read(afterSeq, maxEntries, wait, committer::checkAvailable);
  }

  @Override
  public UUID id() {
    return committer.logId();
  }

  @Override
  public long lastSeq() {
    return tail.lastSeq();
  }

  @Override
  public long readableSeq() {
    return tail.lastSeq();
  }

  @Override
  public void close() {
    queue.close();
    loader.close();
    join(committing);
    join(loading);
    tail.close();
  }

  /** Whether all is learned of what was asked to be; for tests. */
  boolean hasLearned() {
    return loader.isIdle();
  }

  private Appended append(Pending pending) {
    queue.add(pending);
    try {
      return pending.await(config.waits().answer());
    } catch (LogUnavailableException e) {
      queue.remove(pending);
      throw e;
    }
  }

  private void takeLease() {
    long left = config.waits().lease().toNanos();
    Optional<LogUnavailableException> refused = tryToTakeLease();
    while (refused.isPresent()) {
      if (left <= 0) {
        throw refused.get();
      }
      LockSupport.parkNanos(LEASE_PAUSE.toNanos());
      left -= LEASE_PAUSE.toNanos();
      refused = tryToTakeLease();
    }
  }

  private Optional<LogUnavailableException> tryToTakeLease() {
    try {
      committer.connect();
      return Optional.empty();
    } catch (LeaseHeldException e) {
      return Optional.of(new LogUnavailableException(String.valueOf(e.getMessage()), e));
    } catch (SQLException e) {
      return Optional.of(
          new LogUnavailableException("the event log cannot be opened: " + e.getMessage(), e));
    }
  }

  /** Waits until a thread has ended; of one that was not started this is so. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
