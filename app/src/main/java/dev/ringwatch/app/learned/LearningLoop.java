package dev.ringwatch.app.learned;

import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.postgres.learned.KeptBlend;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from verdicts, or asks whether what they taught still fits, when it is time to. */
final class LearningLoop implements Duty, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearningLoop.class);
  private static final int MINUTES_BETWEEN_LOOKS = 10;

  private final BlendDesk desk;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("learning").daemon().factory());

  LearningLoop(BlendDesk desk) {
    this.desk = desk;
  }

  /** Looks every few minutes whether it is time to. */
  @Override
  public void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::tryOnce, 5, MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
  }

  private void tryOnce() {
    try {
      desk.lookAfter().ifPresent(LearningLoop::warn);
    } catch (BlendDesk.RefusedException | NotLiveException e) {
      LOG.info("nothing was learned from verdicts now: {}", e.getMessage());
    } catch (SQLException | RuntimeException e) {
      LOG.warn("what verdicts teach was not looked after; it is tried again: {}", e.toString());
    }
  }

  private static void warn(KeptBlend ended) {
    LOG.warn(
        "what verdicts taught (number {}) moves no score any more: {}",
        ended.id(),
        Objects.requireNonNull(ended.end()).reason());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
