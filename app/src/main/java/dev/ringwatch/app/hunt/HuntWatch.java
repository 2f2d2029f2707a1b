package dev.ringwatch.app.hunt;

import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the hunts of a schedule when they are due, keeps what they find, opens an incident of each
 * account that is found, and has those with points move scores. One that cannot be run is said, and
 * tried again in minutes; what was not looked at until then is looked at then.
 */
public final class HuntWatch implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HuntWatch.class);
  private static final int SECONDS = 2;

  /** After so long what failed is tried again. */
  private static final Duration RETRY = Duration.ofMinutes(5);

  /** The farthest that a hunt looks back for what it missed. */
  private static final Duration FARTHEST = Duration.ofDays(30);

  private final HuntSchedule schedule;
  private final HuntDesk desk;
  private final HuntFindings findings;
  private final HuntScoring scoring;
  private final HuntNews news;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("hunt-watch").daemon().factory());

  /** Runs hunts, once it is started. */
  public HuntWatch(HuntSettings settings, HuntDesk desk, HuntOutlets outlets, InstantSource clock) {
    this.schedule = settings.schedule();
    this.desk = desk;
    this.findings = outlets.findings();
    this.scoring = new HuntScoring(settings, outlets.scores());
    this.news = new HuntNews(desk, outlets, scoring);
    this.clock = clock;
  }

  /** Looks from now on which hunt is due. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::lookSafely, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Whatever fails: thrown, it would end the timer, and nobody would be told. */
  private void lookSafely() {
    try {
      scoring.begin();
    } catch (RuntimeException | Error e) {
      LOG.warn("what hunts found before cannot be looked at", e);
    }
    look();
  }

  private void look() {
    for (Map.Entry<String, Duration> one : schedule.every().entrySet()) {
      try {
        Optional<Run> last = findings.lastRun(one.getKey());
        Instant now = clock.instant();
        if (last.isEmpty() || isDue(last.get(), one.getValue(), now)) {
          run(one.getKey(), last, now);
        }
      } catch (SQLException e) {
        LOG.warn("the hunt {} failed and is tried again soon: {}", one.getKey(), e.getMessage());
      } catch (InterruptedException e) {
        // Only by close: there is nothing more to do.
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // Whatever it is: thrown, it would end the timer, and nobody would be told.
        LOG.warn("the hunt {} failed and is tried again soon", one.getKey(), e);
      }
    }
  }

  /** What failed is due again in minutes, and not only at its next time. */
  private static boolean isDue(Run last, Duration every, Instant now) {
    boolean again = last.problem() != null && every.compareTo(RETRY) > 0;
    return !last.at().plus(again ? RETRY : every).isAfter(now);
  }

  private void run(String name, Optional<Run> last, Instant now)
      throws SQLException, InterruptedException {
    Optional<Hunt> hunt = desk.find(name);
    if (hunt.isEmpty()) {
      failed(name, last, now, "there is no hunt " + name);
      return;
    }
    try {
      news.tell(hunt.get(), search(hunt.get(), last, now), now);
    } catch (HuntBusyException e) {
      LOG.info("the hunt {} waits for others: {}", name, e.getMessage());
    } catch (HuntTooLongException | HuntFailedException | HuntsUnavailableException e) {
      failed(name, last, now, String.valueOf(e.getMessage()));
    } catch (NotLiveException | LogUnavailableException e) {
      failed(name, last, now, "what it found moves no score yet: " + e.getMessage());
    } catch (SQLException e) {
      LOG.warn("what the hunt {} found cannot be told", name, e);
      failed(name, last, now, "what it found could not be told; the log says why");
    } catch (RuntimeException | Error e) {
      // Noted as any failure is, or it would take what it takes again at once.
      LOG.warn("the hunt {} failed", name, e);
      failed(name, last, now, "it failed; the log says why");
    }
  }

  /** Said once, and kept each time. */
  private void failed(String name, Optional<Run> last, Instant now, String problem)
      throws SQLException {
    if (last.isEmpty() || !problem.equals(last.get().problem())) {
      LOG.warn("the hunt {} of the schedule found nothing: {}", name, problem);
    }
    findings.keep(Run.failed(name, now, problem));
  }

  /** Over its usual time, and what nobody has looked at since it could be run last. */
  private HuntAnswer search(Hunt hunt, Optional<Run> last, Instant now)
      throws InterruptedException {
    HuntAsk usual = HuntAsk.usual(hunt, now);
    Instant since = last.isEmpty() ? usual.since() : since(usual.since(), last.get(), now);
    if (since.equals(usual.since())) {
      return desk.search(hunt, usual);
    }
    try {
      return desk.search(hunt, HuntAsk.of(hunt, since, now, Map.of(), hunt.limit()));
    } catch (HuntTooLongException e) {
      // It would only get longer.
      LOG.warn(
          "the hunt {} cannot catch up with all since {}, and looks at its usual time only: {}",
          hunt.name(),
          since,
          e.getMessage());
      return desk.search(hunt, usual);
    }
  }

  private static Instant since(Instant usual, Run last, Instant now) {
    Instant succeeded = last.succeededAt();
    if (succeeded == null) {
      return usual;
    }
    Instant farthest = now.minus(FARTHEST);
    Instant missed = succeeded.isBefore(farthest) ? farthest : succeeded;
    return missed.isBefore(usual) ? missed : usual;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
