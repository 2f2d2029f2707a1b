package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.incident.HeldAlerts;
import dev.ringwatch.postgres.incident.Incidents;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds for what no score says: how late detection is, how much is enforced,
 * which silence has ended, and which incident nobody has acknowledged. What fails is said, and
 * looked at again the next time.
 */
final class IncidentWatch implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);
  private static final int SECONDS = 5;

  private final Detection detection;
  private final Health health;
  private final Incidents incidents;
  private final HeldAlerts held;
  private final Watchers watchers;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("incident-watch").daemon().factory());

  /**
   * What looks.
   *
   * @param lag at detection
   * @param volume at what the platform enforces
   * @param drift at how scores are spread
   * @param features at how features are spread
   * @param falsePositives at benign accounts that were flagged
   * @param learned at what verdicts taught
   * @param unanswered at who has not answered
   */
  record Watchers(
      LagWatcher lag,
      VolumeWatcher volume,
      DriftWatcher drift,
      FeatureDriftWatcher features,
      FalsePositiveWatcher falsePositives,
      LearnedWatcher learned,
      Unanswered unanswered) {}

  IncidentWatch(
      Detection detection,
      Health health,
      Incidents incidents,
      HeldAlerts held,
      Watchers watchers,
      InstantSource clock) {
    this.detection = detection;
    this.health = health;
    this.incidents = incidents;
    this.held = held;
    this.watchers = watchers;
    this.clock = clock;
  }

  /** Something that is looked at. */
  private interface Look {
    void at() throws SQLException;
  }

  /** Looks from now on. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    tryTo("how late detection is", this::lag);
    tryTo("how much is enforced", () -> see(watchers.volume::look));
    tryTo("how scores are spread", () -> see(watchers.drift::look));
    tryTo("how features are spread", () -> see(watchers.features::look));
    tryTo("how many benign accounts are flagged", () -> see(watchers.falsePositives::look));
    tryTo("whether what verdicts taught was given up", () -> see(watchers.learned::look));
    tryTo("which silences have ended", held::release);
    tryTo("which incidents nobody has acknowledged", watchers.unanswered::tell);
  }

  private static void tryTo(String what, Look look) {
    try {
      look.at();
    } catch (SQLException e) {
      LOG.warn("{}: this could not be looked at and is again soon: {}", what, e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("{}: this could not be looked at and is again soon", what, e);
    }
  }

  private void lag() throws SQLException {
    DetectionStatus status = detection.status();
    if (status.state() != DetectionStatus.State.STARTING) {
      incidents.see(List.of(watchers.lag.look(status, health.lag(), clock.instant())));
    }
  }

  /** What looks at closed ticks. */
  private interface Watcher {
    Optional<Evidence> look(Tick closed) throws SQLException;
  }

  private void see(Watcher watcher) throws SQLException {
    Optional<Tick> closed = detection.status().closed();
    Optional<Evidence> evidence =
        closed.isPresent() ? watcher.look(closed.get()) : Optional.empty();
    if (evidence.isPresent()) {
      incidents.see(List.of(evidence.get()));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
