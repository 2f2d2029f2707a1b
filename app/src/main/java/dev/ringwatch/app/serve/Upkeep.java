package dev.ringwatch.app.serve;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.postgres.RejectedEvents;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.figures.HourFigures;
import dev.ringwatch.postgres.figures.SummaryMails;
import dev.ringwatch.postgres.hunt.AccountDays;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.incident.Suppressions;
import dev.ringwatch.postgres.results.MinuteCounts;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.ScoredAccounts;
import dev.ringwatch.postgres.ring.LivingRings;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.postgres.schema.EventPartitions;
import dev.ringwatch.postgres.schema.SearchIndexes;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import dev.ringwatch.postgres.verdict.JudgedFeatures;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database needs from time to time: partitions of days to come, an end for what retention
 * has passed, a look at the default partition, which ought to be empty, and indexes that are told
 * of what was written. What fails is said and tried again the next time.
 */
final class Upkeep implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int DAYS_AHEAD = 3;

  /** So many models stay however old they are. */
  private static final int MODELS_KEPT = 10;

  /** So long an alert waits for an endpoint that is disabled or dead. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(3);

  /** About 200,000 events, a tenth or two of a second. */
  private static final int PAGES_AT_ONCE = 6_400;

  /** How often it is looked whether the next portion of pages is due. */
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  /** How often it is looked whether days of accounts are to be counted. */
  private static final long SECONDS_BETWEEN_COUNTS = 20;

  /** Of how old evidence an open incident is no more. */
  private static final Duration QUIET = Duration.ofDays(7);

  /** Nine weeks are compared with each other. */
  private static final Duration COUNTS_KEPT = Duration.ofDays(70);

  /** Of minutes by action only what hours add up is shown. */
  private static final Duration ACTIONS_KEPT = Duration.ofDays(2);

  /** A year can be compared with the month before it. */
  private static final Duration HOURS_KEPT = Duration.ofDays(400);

  private final EventPartitions partitions;
  private final RejectedEvents rejected;
  private final SetAsideEntries setAside;
  private final ScoredAccounts scores;
  private final JudgedFeatures judged;
  private final Models models;
  private final LivingRings rings;
  private final Incidents incidents;
  private final Silences silences;
  private final Suppressions suppressions;
  private final MinuteCounts counts;
  private final HourFigures hours;
  private final SummaryMails summaries;
  private final HuntFindings huntFindings;
  private final AccountDays accountDays;
  private final ThresholdHistory thresholds;
  private final DeliveryLog deliveries;
  private final SearchIndexes searchIndexes;
  private final TellingPace pace = new TellingPace(PAGES_AT_ONCE);
  private final int retentionDays;
  private final boolean archived;
  private final Clock clock;
  private Duration rest = TellingPace.REST;
  private long lastTold = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("upkeep").daemon().factory());

  /**
   * The upkeep of a database.
   *
   * @param archived whether days are archived, by which they are dropped too
   */
  Upkeep(
      DataSource database, Incidents incidents, int retentionDays, boolean archived, Clock clock) {
    this.incidents = incidents;
    this.partitions = new EventPartitions(database);
    this.rejected = new RejectedEvents(database);
    this.setAside = new SetAsideEntries(database);
    this.scores = new ScoredAccounts(database);
    this.judged = new JudgedFeatures(database);
    this.models = new Models(database);
    this.rings = new LivingRings(database, new RingJson());
    this.silences = new Silences(database);
    this.suppressions = new Suppressions(database);
    this.counts = new MinuteCounts(database);
    this.hours = new HourFigures(database);
    this.summaries = new SummaryMails(database);
    this.huntFindings = new HuntFindings(database);
    this.accountDays = new AccountDays(database);
    this.thresholds = new ThresholdHistory(database);
    this.deliveries = new DeliveryLog(database);
    this.searchIndexes = new SearchIndexes(database);
    this.retentionDays = retentionDays;
    this.archived = archived;
    this.clock = clock;
  }

  /** What a piece of upkeep does. */
  private interface Piece {
    void run() throws SQLException;
  }

  /** Does it now, and then every hour; the newest pages every few seconds. */
  @Override
  public void start() {
    // They end with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> tryTo("upkeep of the database", this::once), 0, 1, TimeUnit.HOURS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> tryTo("upkeep of the search indexes", this::tellOfPages),
            MILLIS_BETWEEN_LOOKS,
            MILLIS_BETWEEN_LOOKS,
            TimeUnit.MILLISECONDS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> tryTo("counting of the days of accounts", this::countDays),
            SECONDS_BETWEEN_COUNTS,
            SECONDS_BETWEEN_COUNTS,
            TimeUnit.SECONDS);
  }

  /** A portion at a time, for the indexes wait meanwhile. */
  private void countDays() throws SQLException {
    if (accountDays.countNext(clock.instant())) {
      LOG.debug("days of accounts were counted");
    }
  }

  private static void tryTo(String what, Piece piece) {
    try {
      piece.run();
    } catch (SQLException e) {
      LOG.warn("the {} failed and is tried again: {}", what, e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("the {} failed and is tried again", what, e);
    }
  }

  private void tellOfPages() throws SQLException {
    long begun = System.nanoTime();
    Duration since = Duration.ofNanos(begun - lastTold);
    if (since.compareTo(rest) < 0) {
      return;
    }
    lastTold = begun;
    rest = TellingPace.REST;
    SearchIndexes.Progress progress = searchIndexes.tellOfFullPages(PAGES_AT_ONCE);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    rest = pace.restAfter(progress, took, since);
  }

  /**
   * Does it once. A partition that somebody reads may have to wait; the rest does not wait for it.
   */
  void once() throws SQLException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate firstKept = today.minusDays(retentionDays);
    tryTo("upkeep of the days of events", () -> days(today, firstKept));
    forget(firstKept.atStartOfDay(ZoneOffset.UTC).toInstant());
    searchIndexes.tellOfDaysBefore(today);
  }

  private void days(LocalDate today, LocalDate firstKept) throws SQLException {
    partitions.ensureAhead(today, DAYS_AHEAD);
    if (partitions.strays() > 0) {
      partitions.ensureForStrays();
    }
    partitions.forgetSumsBefore(firstKept);
    if (archived) {
      return;
    }
    List<LocalDate> dropped = partitions.dropBefore(firstKept);
    if (!dropped.isEmpty()) {
      LOG.info("events of {} to {} were dropped: retention", dropped.getFirst(), dropped.getLast());
    }
  }

  private void forget(Instant firstMoment) throws SQLException {
    rejected.deleteBefore(firstMoment);
    setAside.deleteBefore(firstMoment);
    scores.forgetBefore(firstMoment);
    judged.forgetBefore(firstMoment);
    models.forgetBefore(firstMoment, MODELS_KEPT);
    rings.forgetBefore(firstMoment);
    deliveries.giveUpAfter(LONGEST_WAIT);
    deliveries.forgetBefore(firstMoment);
    incidents.closeQuiet(clock.instant().minus(QUIET));
    incidents.forgetBefore(firstMoment);
    suppressions.forgetBefore(firstMoment);
    silences.forgetBefore(firstMoment);
    huntFindings.forgetBefore(firstMoment);
    thresholds.forgetAccountsBefore(firstMoment);
    counts.forgetBefore(clock.instant().minus(COUNTS_KEPT));
    counts.forgetActionsBefore(clock.instant().minus(ACTIONS_KEPT));
    hours.forgetBefore(clock.instant().minus(HOURS_KEPT));
    summaries.forgetBefore(clock.instant().minus(HOURS_KEPT));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
