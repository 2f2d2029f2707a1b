package dev.ringwatch.app.threshold;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calibrates when it is time to. Two servers on one database that begin at the same moment both do,
 * of which the second replaces what the first proposed.
 */
final class CalibrationLoop implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CalibrationLoop.class);
  private static final int MINUTES_BETWEEN_LOOKS = 10;

  private final ThresholdDesk desk;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("calibration").daemon().factory());

  CalibrationLoop(ThresholdDesk desk) {
    this.desk = desk;
  }

  /** Looks every few minutes whether it is time to. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::tryOnce, 2, MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
  }

  private void tryOnce() {
    try {
      once();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The threshold was not calibrated; it is tried again: {}", e.toString());
    }
  }

  /** Calibrates if it is time to. */
  void once() throws SQLException {
    if (desk.isDue()) {
      KeptThreshold kept = desk.calibrate(Who.system());
      LOG.info(
          "calibrated: {} {}: {}",
          kept.state().word(),
          kept.threshold() == null ? "" : kept.threshold(),
          kept.reason());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
