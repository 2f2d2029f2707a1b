package dev.ringwatch.app.erasure;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ErasedAccount;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.audit.AuditActor;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.erasure.AccountEvents;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.erasure.Erasure;
import dev.ringwatch.postgres.erasure.Erasures;
import dev.ringwatch.postgres.erasure.Mentions;
import dev.ringwatch.postgres.log.PostgresEventLog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases the accounts that are on the list, all that wait together, because making the state of
 * detection anew costs reading the log once however many they are. Every step can be made again:
 * who dies midway begins from the front at the next start. On a thread of its own.
 *
 * <ol>
 *   <li>rows about the account go, so that nobody is shown them and no hunt finds them;
 *   <li>its events go from the log, and control records lose its name;
 *   <li>detection makes its state anew from the log, and the old snapshots are deleted;
 *   <li>rows go that were written meanwhile, what others were told of it gets another name,
 *       archived files are written anew, the audit log loses what it says of it;
 *   <li>the list loses the name, and PostgreSQL the room.
 * </ol>
 */
final class ErasureWork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** After work that took long, so many times as long is waited, so that others get to work. */
  private static final int REST = 5;

  private static final Duration LEAST_AFTER_FAILURE = Duration.ofSeconds(2);

  private static final int NAMED = 5;

  private final Erasures list;
  private final AccountRows rows;
  private final AccountEvents events;
  private final Mentions mentions;
  private final ArchivedDays archived;
  private final Optional<Archive> archive;
  private final AuditLog auditLog;
  private final Running running;
  private final Clock clock;
  private Instant restUntil = Instant.MIN;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("erasures").daemon().factory());

  /**
   * What runs and remembers.
   *
   * @param log keeps its newest entries in memory
   * @param detection keeps its state in memory and in snapshots
   */
  record Running(EventLog log, Detection detection) {}

  /** The work on a database. */
  ErasureWork(
      DataSource database,
      Optional<Archive> archive,
      AuditLog auditLog,
      Running running,
      Clock clock) {
    this.list = new Erasures(database);
    this.rows = new AccountRows(database);
    this.events = new AccountEvents(database, Detection::recordWithout);
    this.mentions = new Mentions(database, new TextsWithout());
    this.archived = new ArchivedDays(database);
    this.archive = archive;
    this.auditLog = auditLog;
    this.running = running;
    this.clock = clock;
  }

  /** Looks for work every few seconds from now on. */
  void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            this::once, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    Instant begun = clock.instant();
    if (begun.isBefore(restUntil)) {
      return;
    }
    List<Erasure> open = List.of();
    try {
      open = list.open();
      if (!open.isEmpty()) {
        eraseAll(open);
        restUntil = restedAfter(begun);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | ExecutionException | RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer. All of it is made again.
      LOG.warn("accounts could not be erased, which is tried again", e);
      restUntil = restedAfter(begun.minus(LEAST_AFTER_FAILURE));
      open.forEach(one -> say(one, e));
    }
  }

  private Instant restedAfter(Instant begun) {
    Instant now = clock.instant();
    return now.plus(Duration.between(begun, now).multipliedBy(REST));
  }

  private void say(Erasure one, Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    try {
      list.forgetting(
          one.id(),
          0,
          "the last attempt failed, another is made: " + name(one).without(why).orElse(why));
    } catch (SQLException e) {
      LOG.warn("what hinders erasure {} could not be noted: {}", one.id(), e.getMessage());
    }
  }

  private void eraseAll(List<Erasure> open)
      throws SQLException, InterruptedException, ExecutionException {
    for (Erasure one : open) {
      list.forgetting(one.id(), rows.remove(name(one)), one.problem());
    }
    long through = running.log.lastSeq();
    running.detection.forget(() -> eraseFromLog(open, through)).get();
    for (Erasure one : open) {
      finish(one);
    }
    mentions.sweep();
  }

  private static AccountName name(Erasure one) {
    return new AccountName(Objects.requireNonNull(one.account()), one.pseudonym());
  }

  private void eraseFromLog(List<Erasure> open, long through) {
    try {
      for (Erasure one : open) {
        list.forgetting(one.id(), events.remove(name(one), through), one.problem());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the event log cannot be changed: " + e.getMessage(), e);
    }
    if (running.log instanceof PostgresEventLog kept) {
      kept.letGo();
    }
  }

  private void finish(Erasure one) throws SQLException {
    AccountName name = name(one);
    try {
      long more = rows.remove(name);
      mentions.rename(name);
      if (events.isNamedByRecords(name)) {
        list.forgetting(one.id(), more, "the log named it again meanwhile; it is erased once more");
        return;
      }
      ErasedAccount.Outcome files = eraseFromFiles(name);
      auditLog.eraseNaming(
          AuditActor.system(), name.id(), name.isOrdinary() ? null : name.pattern());
      list.forgetting(one.id(), more + files.rows(), "");
      done(one, missing(files));
    } catch (IOException e) {
      String problem = "the archive could not be written anew: " + e.getMessage();
      list.forgetting(one.id(), 0, problem);
      LOG.warn("erasure {} waits: {}", one.id(), problem);
    }
  }

  private ErasedAccount.Outcome eraseFromFiles(AccountName name) throws IOException, SQLException {
    return archive.isPresent()
        ? archive.get().erase(name)
        : new ErasedAccount.Outcome(0, List.of());
  }

  private String missing(ErasedAccount.Outcome files) throws SQLException {
    if (archive.isEmpty()) {
      long unseen = archived.totals().files();
      return unseen == 0
          ? ""
          : unseen + " archived files were not gone through: no archive directory is set";
    }
    List<String> missing = files.missing();
    return missing.isEmpty()
        ? ""
        : missing.size()
            + " listed files are not in the archive's directory and were not gone through, such as "
            + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
  }

  private void done(Erasure one, String problem) throws SQLException {
    Audit audit = new Audit(auditLog);
    audit.change((connection, record) -> {
      list.done(connection, one.id(), clock.instant(), problem);
      record.accept(
          Audit.done(
              Who.system(),
              AuditAction.ERASURE_DONE,
              Long.toString(one.id()),
              problem.isEmpty() ? Map.of() : Map.of("problem", problem)));
      return true;
    });
    if (one.isLate(clock.instant())) {
      LOG.warn("erasure {} is done, later than its deadline", one.id());
    } else {
      LOG.info("erasure {} is done", one.id());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
