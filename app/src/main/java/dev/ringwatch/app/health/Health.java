package dev.ringwatch.app.health;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.postgres.alert.Backlog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether the server is well. It looks by itself each second, and asks the database every few; who
 * asks this gets what was seen, and never waits. Safe for threads.
 */
public final class Health implements AutoCloseable {

  private static final int DATABASE_SECONDS = 3;

  private final Detection detection;
  private final DatabaseWatch database;
  private final LagWatch lag;
  private final DiskWatch disk;
  private final ClockWatch clock;
  private final DeliveryWatch delivery;
  private final ArchiveWatch archive;
  private final ErasureWatch erasure;
  private final LogWatch log;
  private final HealthLimits limits;
  private final InstantSource time;
  private final StateTimes states = new StateTimes();

  /** Four threads: three may hang at the database. */
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          4, Thread.ofPlatform().name("health-", 0).daemon().factory());

  Health(Detection detection, Watches watches, HealthLimits limits, InstantSource time) {
    this.detection = detection;
    this.time = time;
    this.database = watches.database();
    this.lag = watches.lag();
    this.disk = watches.disk();
    this.clock = watches.clock();
    this.delivery = watches.delivery();
    this.archive = watches.archive();
    this.erasure = watches.erasure();
    this.log = watches.log();
    this.limits = limits;
  }

  /** What looks at the parts. */
  record Watches(
      DatabaseWatch database,
      LagWatch lag,
      DiskWatch disk,
      ClockWatch clock,
      DeliveryWatch delivery,
      ArchiveWatch archive,
      ErasureWatch erasure,
      LogWatch log) {}

  /** Looks for the first time, and from then on by itself. */
  void start() {
    database.look();
    delivery.look();
    erasure.look();
    look();
    // They end with the timer, and throw nothing.
    ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            database::look, DATABASE_SECONDS, DATABASE_SECONDS, TimeUnit.SECONDS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            delivery::look, DATABASE_SECONDS, DATABASE_SECONDS, TimeUnit.SECONDS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            erasure::look, DATABASE_SECONDS, DATABASE_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    clock.look();
    DetectionStatus status = detection.status();
    lag.look(status.readSeq(), status.logSeq());
    List<SeenHealth> _ = seen();
  }

  /** How all parts are. */
  public List<ComponentHealth> components() {
    DetectionStatus status = detection.status();
    List<ComponentHealth> all = new ArrayList<>();
    all.add(DetectionHealth.of(status));
    all.add(lagHealth(status));
    all.add(database.health());
    all.add(disk.health());
    all.add(clock.health());
    all.add(delivery.health());
    all.add(archive.health());
    all.add(erasure.health());
    log.health().ifPresent(all::add);
    return List.copyOf(all);
  }

  /** The same, and since when each is in its state. */
  public List<SeenHealth> seen() {
    return states.note(components(), time.instant());
  }

  private ComponentHealth lagHealth(DetectionStatus status) {
    if (status.isLeftToFlink()) {
      return new ComponentHealth(
          "lag", State.OK, "what the Flink job has not read yet, Kafka's tools say of its group");
    }
    Duration waited = lag.lag(status.readSeq());
    State byTime = State.ofSmall(waited, limits.lag().warn(), limits.lag().fail());
    State byEntries = status.lag() > DetectionStatus.MAX_LAG ? State.WARN : State.OK;
    String said =
        status.lag() + " entries wait for detection, the oldest for " + waited.toSeconds() + " s";
    return new ComponentHealth("lag", byTime == State.OK ? byEntries : byTime, said);
  }

  /** Whether the process does what it can: if not, only another start helps. */
  public boolean isLive() {
    return !detection.hasDied();
  }

  /** The parts for whose sake the server does not take events or answer scores; none if it does. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!DetectionHealth.answers(detection.status())) {
      missing.add("detection");
    }
    if (database.health().state() == State.FAIL) {
      missing.add("database");
    }
    return missing;
  }

  /** Whether it takes events and answers scores, and no part fails. */
  public boolean isWell() {
    return isLive()
        && missing().isEmpty()
        && components().stream().noneMatch(part -> part.state() == State.FAIL);
  }

  /** For how long the oldest entry that detection has not seen has been waiting. */
  public Duration lag() {
    return lag.lag(detection.status().readSeq());
  }

  /** What the last answer of the database took. */
  public Duration databaseTime() {
    return database.took();
  }

  /** How far the database's clock is ahead of the server's, at least. */
  public Duration clockOffset() {
    return clock.offset();
  }

  /** How often the server's clock jumped since the start. */
  public long clockJumps() {
    return clock.jumps();
  }

  /** How deliveries of alerts stood when they were counted last. */
  public Backlog.Counts deliveries() {
    return delivery.counts();
  }

  /** The room that is left on the disk of the data folder. */
  public long diskFreeBytes() throws IOException {
    return disk.freeBytes();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
