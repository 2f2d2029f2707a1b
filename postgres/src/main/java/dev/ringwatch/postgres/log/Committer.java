package dev.ringwatch.postgres.log;

import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to the log. It takes what waits, writes it in one transaction, and
 * answers. When its connection is lost, the lease is lost with it: it connects again for as long as
 * it takes, takes the lease again, and asks the table where the log ends.
 *
 * <p>A group that failed before its commit was sent is tried again on the next connection. Of a
 * group that failed later nobody knows: it is answered as such, and whoever appends it again finds
 * its events left out as duplicates if they are there.
 */
final class Committer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** How many connections one group may cost, should it be the group that breaks them. */
  private static final int MOST_ATTEMPTS = 5;

  private final DataSource dataSource;
  private final EventLogConfig config;
  private final Duration idleCheck;
  private final AppendQueue queue;
  private final LogTail tail;
  private final Identities identities;
  private final EventPartitions partitions;
  private final String writer = UUID.randomUUID().toString();
  private final Set<LocalDate> knownDays = new HashSet<>();
  private @Nullable WriterSession session;
  private WriterSession.@Nullable Name formerSession;
  private volatile @Nullable UUID logId;
  private List<Pending> uncertain = List.of();

  /** Why nothing can be written, once that has lasted longer than an append waits. */
  private volatile @Nullable String outage;

  /**
   * A committer that has no connection yet.
   *
   * @param idleCheck how long it writes nothing before it looks after its connection
   */
  Committer(
      DataSource dataSource,
      EventLogConfig config,
      Duration idleCheck,
      AppendQueue queue,
      LogTail tail,
      Identities identities) {
    this.dataSource = dataSource;
    this.config = config;
    this.idleCheck = idleCheck;
    this.queue = queue;
    this.tail = tail;
    this.identities = identities;
    partitions = new EventPartitions(dataSource);
  }

  /** Takes the lease for the first time; call it before the thread starts. */
  void connect() throws SQLException, LeaseHeldException {
    WriterSession opened =
        WriterSession.open(dataSource, writer, formerSession, config.waits().store());
    try {
      requireSameLog(opened.held());
      if (!opened.wasOurs()) {
        EventDays days = EventDays.read(opened.connection());
        identities.learnFrom(
            new KnownIdentities(config.memory().maxFingerprints(), days::wasEmpty),
            days.newestHours());
      }
      // What became of it is settled: the session that tried to commit it is gone.
      identities.tried(uncertain);
      uncertain = List.of();
      knownDays.clear();
      knownDays.addAll(partitions.existing());
    } catch (SQLException | RuntimeException e) {
      opened.abort();
      throw e;
    }
    if (opened.lastSeq() < tail.lastSeq()) {
      LOG.error("The event log ends at {}, it ended at {}", opened.lastSeq(), tail.lastSeq());
    }
    logId = opened.held().id();
    tail.goOnFrom(opened.lastSeq());
    session = opened;
    formerSession = opened.name();
    outage = null;
  }

  /** What readers have of one log must not be gone on from in another. */
  private void requireSameLog(WriterSession.Held held) throws SQLException {
    if (held.copied()) {
      throw new SQLException(
          "the database holds the copy of an event log on Kafka, with its numbers: set"
              + " ringwatch.log to kafka, or name another database");
    }
    UUID found = held.id();
    UUID known = logId;
    if (known != null && !known.equals(found)) {
      throw new SQLException(
          "the database now holds another event log ("
              + found
              + ", it was "
              + known
              + "): start the server again");
    }
  }

  /** Which log it is; known once it was connected. */
  UUID logId() {
    return Objects.requireNonNull(logId);
  }

  /** Says no at once while it has been certain for a while that nothing can be written. */
  void checkAvailable() {
    String reason = outage;
    if (reason != null) {
      throw new LogUnavailableException(reason);
    }
  }

  @Override
  public void run() {
    while (!queue.isOver()) {
      List<Pending> group = queue.take(config.queue().maxGroup(), idleCheck);
      try {
        if (group.isEmpty()) {
          checkSession();
        } else {
          commit(group, 1);
        }
      } catch (RuntimeException | Error e) {
        LOG.error("The event log's committing thread failed, and goes on", e);
        loseSession(group);
        fail(group, "the event log failed: " + e, e);
      } finally {
        queue.done(group);
      }
      if (session == null) {
        reconnect();
      }
    }
    if (session != null) {
      session.close();
    }
  }

  /** Who writes nothing must notice too that another may write: readers take this log for all. */
  private void checkSession() {
    WriterSession idle = session;
    if (idle != null && idle.isBroken()) {
      LOG.warn("The connection to the database was lost while nothing was written");
      loseSession(List.of());
    }
  }

  private void commit(List<Pending> members, int attempt) {
    List<Pending> group = members.stream().filter(pending -> !pending.isGivenUp()).toList();
    if (group.isEmpty()) {
      return;
    }
    WriterSession writing = session == null ? reconnect() : session;
    if (writing == null) {
      fail(group, "the event log was closed while the database was away", null);
      return;
    }
    GroupCommit tried = new GroupCommit(group, writing.connection(), tail.lastSeq());
    try {
      tried.run(identities, partitions, knownDays);
      identities.committed(group);
      if (!tried.entries().isEmpty()) {
        tail.add(tried.entries(), tried.bytes());
        identities.written(tried.days(), tried.entries().size());
      }
      queue.done(group);
      tried.answer();
    } catch (SQLException | IOException e) {
      recover(group, attempt, writing, tried.mayBeDurable(), e);
    }
  }

  private void recover(
      List<Pending> group,
      int attempt,
      WriterSession writing,
      boolean mayBeDurable,
      Exception failure) {
    if (mayBeDurable) {
      LOG.warn("A commit was not confirmed: {}", failure.getMessage());
      loseSession(group);
      fail(group, "the database did not confirm the commit: " + failure.getMessage(), failure);
    } else if (writing.isBroken()) {
      LOG.warn("The connection to the database was lost: {}", failure.getMessage());
      loseSession(List.of());
      retry(group, attempt, failure);
    } else if (group.size() == 1 || !rollback(writing)) {
      LOG.error("The database refused to write: {}", failure.getMessage());
      rollback(writing);
      fail(group, "the database refused to write: " + failure.getMessage(), failure);
    } else {
      // One of them may be what is refused; the others need not suffer.
      group.forEach(pending -> commit(List.of(pending), attempt));
    }
  }

  private void retry(List<Pending> group, int attempt, Exception failure) {
    if (attempt < MOST_ATTEMPTS) {
      commit(group, attempt + 1);
    } else {
      fail(group, "the database lost " + attempt + " connections over this append", failure);
    }
  }

  private boolean rollback(WriterSession writing) {
    try {
      writing.connection().rollback();
      return true;
    } catch (SQLException e) {
      LOG.warn("The connection to the database was lost: {}", e.getMessage());
      loseSession(List.of());
      return false;
    }
  }

  private void loseSession(List<Pending> unconfirmed) {
    if (!unconfirmed.isEmpty()) {
      uncertain = unconfirmed;
    }
    if (session != null) {
      session.abort();
      session = null;
    }
  }

  /** Connects for as long as it takes; null once the log is closed. */
  private @Nullable WriterSession reconnect() {
    Duration pause = FIRST_PAUSE;
    Duration waited = Duration.ZERO;
    boolean closed = false;
    while (session == null && !closed) {
      try {
        connect();
        LOG.info("The event log is being written again, after entry {}", tail.lastSeq());
      } catch (SQLException | LeaseHeldException | RuntimeException e) {
        String reason = "the event log cannot be written: " + e.getMessage();
        LOG.warn("Trying again: {}", reason);
        closed = queue.awaitClose(pause);
        waited = waited.plus(pause);
        outage = waited.compareTo(config.waits().answer()) < 0 ? null : reason;
        pause =
            LONGEST_PAUSE.compareTo(pause.multipliedBy(2)) < 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
    return session;
  }

  private void fail(List<Pending> group, String message, @Nullable Throwable cause) {
    queue.done(group);
    group.forEach(pending -> pending.fail(message, cause));
  }
}
