package dev.ringwatch.app.erasure;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.erasure.AccountEvents;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.erasure.Erasure;
import dev.ringwatch.postgres.erasure.Erasures;
import dev.ringwatch.postgres.log.CopiedEventLog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * detection anew costs reading the log once however many they are. One that fails holds up no
 * other. Every step can be made again: who dies midway begins from the front at the next start. On
 * a thread of its own.
 *
 * <ol>
 *   <li>rows about the account go, so that nobody is shown them and no hunt finds them;
 *   <li>its events go from the log, and control records lose its name;
 *   <li>detection makes its state anew from the log, and the old snapshots are deleted;
 *   <li>rows go that were written meanwhile, what others were told of it gets another name,
 *       archived files are written anew, the audit log loses what it says of it, again until there
 *       was nothing left to do for a while ({@link Aftermath});
 *   <li>PostgreSQL makes the room free, and the list loses the name.
 * </ol>
 */
final class ErasureWork implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** After work that took long, so many times as long is waited, so that others get to work. */
  private static final int REST = 5;

  private static final Duration LEAST_AFTER_FAILURE = Duration.ofSeconds(2);

  private final Erasures list;
  private final AccountRows rows;
  private final AccountEvents events;
  private final Aftermath aftermath;
  private final Running running;
  private final Clock clock;
  private Instant restUntil = Instant.MIN;

  /** Numbers of those that neither the log nor the state has any more. Used by the timer. */
  private final Set<Long> forgotten = new HashSet<>();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("erasures").daemon().factory());

  /**
   * What runs and remembers.
   *
   * @param log keeps its newest entries in memory
   * @param detection keeps its state in memory and in snapshots
   */
  record Running(EventLog log, Detection detection) {

    /** Whether events stay where nothing of ours can be erased. */
    boolean isCopied() {
      return log instanceof CopiedEventLog;
    }
  }

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
    this.aftermath = new Aftermath(database, archive, auditLog, running.isCopied(), clock);
    this.running = running;
    this.clock = clock;
  }

  /** Looks for work every few seconds from now on. */
  @Override
  public void start() {
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
    try {
      List<Erasure> open = list.open();
      if (!open.isEmpty()) {
        restUntil = restedAfter(eraseAll(open) ? begun : begun.minus(LEAST_AFTER_FAILURE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer. All of it is made again.
      LOG.warn("accounts could not be erased, which is tried again", e);
      restUntil = restedAfter(begun.minus(LEAST_AFTER_FAILURE));
    }
  }

  private Instant restedAfter(Instant begun) {
    Instant now = clock.instant();
    return now.plus(Duration.between(begun, now).multipliedBy(REST));
  }

  private void say(Erasure one, Throwable failure) {
    LOG.warn("erasure {} failed and is tried again", one.id(), failure);
    String why = String.valueOf(failure.getMessage());
    try {
      list.forgetting(
          one.id(),
          0,
          "the last attempt failed, another is made: "
              + Aftermath.name(one).without(why).orElse(why));
    } catch (SQLException e) {
      LOG.warn("what hinders erasure {} could not be noted: {}", one.id(), e.getMessage());
    }
  }

  /** Whether all went well. */
  private boolean eraseAll(List<Erasure> open) throws InterruptedException {
    List<Erasure> fresh = open.stream().filter(one -> !forgotten.contains(one.id())).toList();
    List<Erasure> removed = removeRows(fresh);
    forget(removed);
    List<Erasure> ready = new ArrayList<>();
    boolean well = true;
    for (Erasure one : open) {
      if (!forgotten.contains(one.id())) {
        well = false;
        continue;
      }
      try {
        switch (aftermath.goOn(one)) {
          case READY -> ready.add(one);
          case NAMED_AGAIN -> forgotten.remove(one.id());
          case SETTLING -> {}
        }
      } catch (SQLException | IOException | RuntimeException e) {
        well = false;
        say(one, e);
      }
    }
    return finish(ready) && well;
  }

  private List<Erasure> removeRows(List<Erasure> fresh) {
    List<Erasure> removed = new ArrayList<>();
    for (Erasure one : fresh) {
      try {
        list.forgetting(one.id(), rows.remove(Aftermath.name(one)), one.problem());
        removed.add(one);
      } catch (SQLException | RuntimeException e) {
        say(one, e);
      }
    }
    return removed;
  }

  private void forget(List<Erasure> these) throws InterruptedException {
    if (these.isEmpty()) {
      return;
    }
    Set<Long> erased = new HashSet<>();
    long through = running.log.readableSeq();
    try {
      running.detection.forget(() -> eraseFromLog(these, through, erased)).get();
      forgotten.addAll(erased);
    } catch (ExecutionException e) {
      these.forEach(one -> say(one, e.getCause() == null ? e : e.getCause()));
    } catch (IllegalStateException e) {
      these.forEach(one -> say(one, e));
    }
  }

  private void eraseFromLog(List<Erasure> these, long through, Set<Long> erased) {
    for (Erasure one : these) {
      AccountName name = Aftermath.name(one);
      try {
        list.forgetting(one.id(), events.remove(name, through), one.problem());
        erased.add(one.id());
      } catch (SQLException | RuntimeException e) {
        say(one, e);
      }
    }
    running.log.letGo();
  }

  private boolean finish(List<Erasure> ready) {
    try {
      aftermath.finish(ready);
      ready.forEach(one -> forgotten.remove(one.id()));
      return true;
    } catch (SQLException | RuntimeException e) {
      ready.forEach(one -> say(one, e));
      return false;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
