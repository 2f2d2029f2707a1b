package dev.ringwatch.app.hunt;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntFindings.Finding;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the hunts of a schedule when they are due, keeps what they find, and opens an incident of
 * each account that is found. One that cannot be run is said, and due again at its next time.
 */
public final class HuntWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HuntWatch.class);
  private static final int SECONDS = 5;

  /** Of so many accounts of a run incidents are opened, those first that the hunt has first. */
  private static final int MOST_ACCOUNTS = 100;

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  private final HuntSchedule schedule;
  private final HuntDesk desk;
  private final HuntFindings findings;
  private final Incidents incidents;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("hunt-watch").daemon().factory());

  /** Runs hunts, once it is started. */
  public HuntWatch(
      HuntSchedule schedule,
      HuntDesk desk,
      HuntFindings findings,
      Incidents incidents,
      InstantSource clock) {
    this.schedule = schedule;
    this.desk = desk;
    this.findings = findings;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** Looks from now on which hunt is due. */
  public void start() {
    if (!schedule.every().isEmpty()) {
      // It ends with the timer, and what fails is caught.
      ScheduledFuture<?> _ =
          timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look() {
    for (Map.Entry<String, Duration> one : schedule.every().entrySet()) {
      try {
        Optional<Run> last = findings.lastRun(one.getKey());
        Instant now = clock.instant();
        if (last.isEmpty() || !last.get().at().plus(one.getValue()).isAfter(now)) {
          run(one.getKey(), now);
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

  private void run(String name, Instant now) throws SQLException, InterruptedException {
    Optional<Hunt> hunt = desk.find(name);
    if (hunt.isEmpty()) {
      failed(name, now, "there is no hunt " + name);
      return;
    }
    try {
      keep(hunt.get(), now, desk.search(hunt.get(), HuntAsk.usual(hunt.get(), now)));
    } catch (HuntBusyException e) {
      LOG.info("the hunt {} waits for others: {}", name, e.getMessage());
    } catch (HuntTooLongException | HuntFailedException | HuntsUnavailableException e) {
      failed(name, now, String.valueOf(e.getMessage()));
    }
  }

  private void failed(String name, Instant now, String problem) throws SQLException {
    LOG.warn("the hunt {} of the schedule found nothing: {}", name, problem);
    findings.keep(new Run(name, now, 0, 0, problem), List.of());
  }

  /** Findings first: what is told is kept, and what was not told is found again. */
  private void keep(Hunt hunt, Instant now, HuntAnswer answer) throws SQLException {
    Map<String, Integer> rows = Backtest.rows(answer);
    List<Finding> found = new ArrayList<>();
    rows.forEach((account, row) -> found.add(new Finding(account, HuntJson.row(answer, row))));
    findings.keep(new Run(hunt.name(), now, answer.rows().size(), found.size(), null), found);
    List<String> told = found.stream().map(Finding::account).limit(MOST_ACCOUNTS).toList();
    if (told.size() < found.size()) {
      LOG.warn(
          "the hunt {} found {} accounts; incidents are opened of the first {}",
          hunt.name(),
          found.size(),
          told.size());
    }
    incidents.see(evidence(hunt, told, now));
  }

  /** Of each account, with all hunts that have found it in the time of this one. */
  private List<Evidence> evidence(Hunt hunt, Collection<String> accounts, Instant now)
      throws SQLException {
    Map<String, List<String>> hunts = findings.hunts(accounts, now.minus(hunt.since()));
    return accounts.stream()
        .map(account ->
            new Evidence(
                IncidentKind.HUNT,
                account,
                Tick.of(now),
                false,
                IncidentPolicy.LIMIT,
                BANDS.band(IncidentPolicy.LIMIT),
                false,
                reasons(hunts.getOrDefault(account, List.of(hunt.name()))),
                List.of()))
        .toList();
  }

  private List<Reason> reasons(List<String> hunts) {
    double points = IncidentPolicy.LIMIT / hunts.size();
    return hunts.stream()
        .map(name -> {
          String title = desk.find(name).map(hunt -> ": " + hunt.words().title()).orElse("");
          return new Reason(name, points, "the hunt " + name + " found it" + title);
        })
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
