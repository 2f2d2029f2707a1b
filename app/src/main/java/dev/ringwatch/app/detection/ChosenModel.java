package dev.ringwatch.app.detection;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.ModelNames;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.EmbeddedDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time whether somebody has chosen a model to hold, or has let pass or given up
 * what verdicts taught, and brings that into force: as a control record of the log, like every
 * other. Used by the detection thread.
 */
final class ChosenModel {

  private static final Logger LOG = LoggerFactory.getLogger(ChosenModel.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final EventLog log;
  private final LearnedModels models;
  private final Background background;
  private final LongSupplier nanoClock;
  private final ModelNames names = new ModelNames();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private long lastLook;
  private volatile String chosen = "";

  /** The entry that holds what was chosen, which the detection thread may not have read yet. */
  private volatile long awaitedSeq;

  /**
   * Looks for a choice.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  ChosenModel(EventLog log, LearnedModels models, Background background, LongSupplier nanoClock) {
    this.log = log;
    this.models = models;
    this.background = background;
    this.nanoClock = nanoClock;
    this.lastLook = nanoClock.getAsLong() - BETWEEN_LOOKS.toNanos();
  }

  /** Whether a model is chosen, so that none is to be learned, as far as is known. */
  boolean holds() {
    return !chosen.isEmpty();
  }

  /** Begins to look if it is time to. */
  void consider(EmbeddedDriver driver, long seq, Tick closed) {
    long now = nanoClock.getAsLong();
    if (!running.isDone() || seq < awaitedSeq || now - lastLook < BETWEEN_LOOKS.toNanos()) {
      return;
    }
    lastLook = now;
    AnomalyModel newest = driver.newestModel().orElse(null);
    Optional<LearnedWeights> learned = driver.newestLearned();
    Tick next = closed.next();
    running =
        background.run(
            "looking for a chosen model",
            () -> {
              look(newest, next);
              lookAtVerdicts(learned, next);
            });
  }

  private void lookAtVerdicts(Optional<LearnedWeights> newest, Tick effectiveFrom) {
    try {
      Optional<LearnedWeights> taught = models.taught();
      if (!taught.equals(newest)) {
        awaitedSeq = log.append(ControlRecords.learned(effectiveFrom, taught));
        LOG.info(
            "what verdicts taught {} from {} on",
            taught.isPresent() ? "adjusts scores" : "moves no score",
            effectiveFrom.start());
      }
    } catch (IOException | LogUnavailableException e) {
      LOG.warn("whether what verdicts taught is to hold is not known: {}", e.getMessage());
    }
  }

  private void look(@Nullable AnomalyModel newest, Tick effectiveFrom) {
    try {
      String id = models.chosen().orElse("");
      if (!id.isEmpty() && (newest == null || !names.of(newest).equals(id))) {
        bringIn(id, effectiveFrom);
      }
      chosen = id;
    } catch (IOException | LogUnavailableException e) {
      LOG.warn("whether a model was chosen is not known: {}", e.getMessage());
    }
  }

  private void bringIn(String id, Tick effectiveFrom) throws IOException {
    AnomalyModel model =
        models.find(id).orElseThrow(() -> new IOException("the model " + id + " is not there"));
    awaitedSeq = log.append(ControlRecords.model(effectiveFrom, model, Version.text()));
    LOG.info("the model {} holds from {} on, as it was chosen", id, effectiveFrom.start());
  }
}
