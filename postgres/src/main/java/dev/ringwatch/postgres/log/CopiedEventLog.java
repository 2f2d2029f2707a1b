package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An event log that is kept elsewhere, and copied with its numbers into {@code raw_events} and
 * {@code control_records}. Appends go to the log itself. Readers get what is in the tables already,
 * so whoever has read an entry finds it there; where the tables end is how far the copy is, in the
 * same transaction by nature. An event whose identity the tables hold already is left out of the
 * copy, however long ago it came, and so nobody reads it.
 *
 * <p>Nothing is copied before {@link #take}: of several servers one does it. Takes one connection
 * of the data source while it copies, one while it learns what the tables hold, and one for each
 * read from them. Safe for threads. See {@code docs/decisions/0042-server-on-kafka.md}.
 */
public final class CopiedEventLog implements EventLog {

  private final EventLog source;
  private final LogTail tail;
  private final TailedReader reader;
  private final IdentityLoader loader;
  private final LogCopier copier;
  private final EndedServers ended;
  private final Thread copying;
  private final Thread loading;

  private CopiedEventLog(
      DataSource dataSource, EventLogConfig config, InstantSource clock, EventLog source) {
    long secret = new SecureRandom().nextLong();
    this.source = source;
    tail = new LogTail(config.reading().tailEntries(), config.reading().tailBytes());
    reader = new TailedReader(dataSource, tail, config.reading().chunk());
    loader = new IdentityLoader(dataSource, secret, config.memory().learnedHours());
    ended = new EndedServers(dataSource);
    copier = new LogCopier(dataSource, config, clock, source, tail, new Identities(secret, loader));
    copying = new Thread(copier, "event-log-copy");
    loading = new Thread(loader, "event-log-identities");
    loading.setDaemon(true);
  }

  /**
   * The copy of a log in a database that has the schema.
   *
   * @param clock says when events were received here
   * @param source the log; closed with this
   * @throws LogUnavailableException if the database does not answer, or holds a log of its own
   */
  public static CopiedEventLog of(
      DataSource dataSource, EventLogConfig config, InstantSource clock, EventLog source) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (!WriterSession.heldIn(statement).copied() && WriterSession.lastSeq(statement) > 0) {
        throw new LogUnavailableException(LogCopier.HAS_ITS_OWN);
      }
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer: " + e.getMessage(), e);
    }
    return new CopiedEventLog(dataSource, config, clock, source);
  }

  /**
   * Takes over the copy from whoever had it, and begins: nobody before writes into the database any
   * more. Call it once the source gives entries their numbers here; once it returned, never again.
   *
   * @param server what this process is called
   * @throws LogUnavailableException if the database does not answer; calling again is safe
   */
  public void take(ServerName server) {
    try {
      ended.takeOver(server);
    } catch (SQLException e) {
      throw new LogUnavailableException(
          "the copy of the event log cannot be taken over: " + e.getMessage(), e);
    }
    copier.become(server);
    copying.start();
    loading.start();
  }

  /** The same as {@link PostgresEventLog#learnNewestHours}. */
  public void learnNewestHours() {
    loader.wantNewest();
  }

  /** How many entries of the log are not in the tables yet, as far as the log is known here. */
  public long uncopiedEntries() {
    return Math.max(0, source.lastSeq() - copier.copiedSeq());
  }

  @Override
  public Appended append(List<Event> events) {
    return source.append(events);
  }

  @Override
  public long append(ControlRecord control) {
    return source.append(control);
  }

  @Override
  public LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException {
    return reader.read(afterSeq, maxEntries, wait, copier::checkAvailable);
  }

  @Override
  public UUID id() {
    return source.id();
  }

  /** That of the last entry to come; what ends the log and is left out of the copy is none. */
  @Override
  public long lastSeq() {
    // Read in this order: it may be copied in between, and never the other way round.
    long end = source.lastSeq();
    return copier.copiedSeq() < end ? end : tail.lastSeq();
  }

  /** What the tables hold; what is not copied yet comes after it. */
  @Override
  public long readableSeq() {
    return tail.lastSeq();
  }

  @Override
  public void letGo() {
    tail.letGo();
    reader.letGo();
  }

  @Override
  public void close() {
    copier.close();
    loader.close();
    source.close();
    PostgresEventLog.join(copying);
    PostgresEventLog.join(loading);
    tail.close();
  }
}
