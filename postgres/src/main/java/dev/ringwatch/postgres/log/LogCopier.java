package dev.ringwatch.postgres.log;

import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that copies a log into the tables. When its connection is lost it connects again
 * for as long as it takes, and goes on where the tables end.
 */
final class LogCopier implements Runnable {

  /** Why nothing is copied into a database that was used without a log elsewhere. */
  static final String HAS_ITS_OWN =
      "the database holds an event log of its own: name an empty database with"
          + " ringwatch.database.url, or set ringwatch.log to postgres";

  private static final Logger LOG = LoggerFactory.getLogger(LogCopier.class);

  /** How long it waits for entries before it looks after its connection. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final EventLogConfig config;
  private final InstantSource clock;
  private final EventLog source;
  private final LogTail tail;
  private final Identities identities;
  private final EventPartitions partitions;
  private final Set<LocalDate> knownDays = new HashSet<>();

  // Of the thread that runs.
  private @Nullable WriterSession session;
  private WriterSession.@Nullable Name formerSession;
  private boolean hasLearned;
  private Duration pause = FIRST_PAUSE;

  /** What may be in the tables though nobody said so. */
  private List<Pending> uncertain = List.of();

  private volatile @Nullable ServerName server;
  private volatile long copiedSeq;
  private volatile @Nullable String outage;
  private volatile boolean closed;

  LogCopier(
      DataSource dataSource,
      EventLogConfig config,
      InstantSource clock,
      EventLog source,
      LogTail tail,
      Identities identities) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
    this.source = source;
    this.tail = tail;
    this.identities = identities;
    partitions = new EventPartitions(dataSource);
  }

  /** Says what its server is called; call it before the thread starts. */
  void become(ServerName name) {
    server = name;
  }

  /** The last entry of the log that was copied or left out; 0 before the first. */
  long copiedSeq() {
    return copiedSeq;
  }

  /**
   * Makes sure that entries are copied.
   *
   * @throws LogUnavailableException if they are not now; the message says why
   */
  void checkAvailable() {
    String reason = outage;
    if (reason != null) {
      throw new LogUnavailableException(reason);
    }
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        WriterSession writing = session == null ? connect() : session;
        copyNext(writing);
        outage = null;
        pause = FIRST_PAUSE;
      } catch (InterruptedException e) {
        closed = true;
      } catch (LogUnavailableException e) {
        rest(String.valueOf(e.getMessage()));
      } catch (SQLException | IOException | LeaseHeldException | RuntimeException e) {
        loseSession();
        rest("the event log cannot be copied into the database: " + e.getMessage());
      }
    }
    if (session != null) {
      session.close();
    }
  }

  private void rest(String reason) {
    if (closed) {
      return;
    }
    if (!reason.equals(outage)) {
      LOG.warn("Trying again: {}", reason);
    }
    outage = reason;
    LockSupport.parkNanos(pause.toNanos());
    Duration longer = pause.multipliedBy(2);
    pause = LONGEST_PAUSE.compareTo(longer) < 0 ? LONGEST_PAUSE : longer;
  }

  private WriterSession connect() throws SQLException, LeaseHeldException {
    ServerName name = server;
    if (name == null) {
      throw new IllegalStateException("the copy was not taken over");
    }
    WriterSession opened =
        WriterSession.open(dataSource, name.id().toString(), formerSession, config.waits().store());
    try {
      claim(opened);
      if (!hasLearned) {
        EventDays days = EventDays.read(opened.connection());
        identities.learnFrom(
            new KnownIdentities(config.memory().maxFingerprints(), days::wasEmpty),
            days.newestHours());
        hasLearned = true;
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
    copiedSeq = opened.lastSeq();
    tail.goOnFrom(opened.lastSeq());
    formerSession = opened.name();
    session = opened;
    LOG.info("The event log is copied after entry {} of {}", copiedSeq, source.lastSeq());
    return opened;
  }

  /** Sees to it that the tables hold this log, and no more of it than there is. */
  private void claim(WriterSession opened) throws SQLException {
    WriterSession.Held held = opened.held();
    UUID id = source.id();
    if (held.copied() && !held.id().equals(id)) {
      throw new SQLException(
          "the database holds the copy of another event log ("
              + (held.id() + ", this one is " + id)
              + "): name another database, or the topics that it was copied from");
    }
    if (!held.copied() && opened.lastSeq() > 0) {
      throw new SQLException(HAS_ITS_OWN);
    }
    if (opened.lastSeq() > source.lastSeq()) {
      throw new SQLException(
          ("the database holds entries up to " + opened.lastSeq())
              + (", and the event log ends at " + source.lastSeq())
              + ": it has lost entries");
    }
    if (!held.copied()) {
      try (PreparedStatement statement =
          opened.connection().prepareStatement("UPDATE log_identity SET id = ?, copied = true")) {
        statement.setObject(1, id);
        statement.executeUpdate();
      }
    }
  }

  private void copyNext(WriterSession writing)
      throws InterruptedException, SQLException, IOException {
    LogBatch batch = source.read(copiedSeq, config.queue().maxGroup(), WAIT);
    if (batch.entries().isEmpty()) {
      if (writing.isBroken()) {
        throw new SQLException("the connection was lost while nothing was copied");
      }
      return;
    }
    if (batch.firstSeq() > copiedSeq + 1) {
      LOG.error(
          "Entries {} to {} were dropped from the event log before they were copied: its"
              + " retention is too short for so long a pause",
          copiedSeq + 1,
          batch.firstSeq() - 1);
    }
    CopyCommit attempt = new CopyCommit(batch, clock.instant(), identities.secret());
    uncertain = attempt.group();
    attempt.run(writing.connection(), identities, partitions, knownDays);
    identities.committed(uncertain);
    uncertain = List.of();
    handOver(attempt);
    copiedSeq = batch.lastSeq();
  }

  /** Readers get it from memory unless it has holes, which memory knows nothing of. */
  private void handOver(CopyCommit written) {
    LogBatch batch = written.batch();
    if (written.leftOut() == 0 && batch.firstSeq() == tail.lastSeq() + 1) {
      tail.add(batch.entries(), written.bytes());
    } else if (written.lastWritten() > 0) {
      tail.goOnFrom(written.lastWritten());
    }
    identities.written(written.days(), batch.entries().size());
  }

  private void loseSession() {
    WriterSession lost = session;
    session = null;
    if (lost != null) {
      lost.abort();
    }
  }

  /** Has the thread end after what it does. */
  void close() {
    closed = true;
  }
}
