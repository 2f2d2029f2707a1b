package dev.ringwatch.app.detection;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.EmbeddedDriver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what is usual: a first model once there are enough accounts, the next when the log has
 * doubled or a day has passed. Models are learned beside the detection thread from a sample that it
 * hands over, and take effect as control records of the log. While somebody has chosen one to hold,
 * none is learned. Used by the detection thread.
 */
final class Learning {

  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  private static final long SAMPLE_SEED = 1;

  private final EventLog log;
  private final LearnedModels models;
  private final DetectionSettings settings;
  private final Background background;
  private final HashKey hashKey;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private long learnedAtSeq;
  private long learnedAtMinute;
  private boolean held;
  private boolean released;

  /** The entry that holds the newest model, which the detection thread may not have read yet. */
  private volatile long awaitedSeq;

  Learning(
      EventLog log,
      LearnedModels models,
      DetectionSettings settings,
      Background background,
      HashKey hashKey) {
    this.log = log;
    this.models = models;
    this.settings = settings;
    this.background = background;
    this.hashKey = hashKey;
  }

  /** Goes on from a snapshot. */
  void resume(long seq, long minute) {
    learnedAtSeq = seq;
    learnedAtMinute = minute;
  }

  /** The entry that held the last model, 0 if there was none. */
  long learnedAtSeq() {
    return learnedAtSeq;
  }

  /** The tick from which the last model held. */
  long learnedAtMinute() {
    return learnedAtMinute;
  }

  /** The same; empty if there was no model. */
  Optional<Tick> learnedFrom() {
    return learnedAtSeq == 0 ? Optional.empty() : Optional.of(new Tick(learnedAtMinute));
  }

  /** A model came out of the log. */
  void learned(long seq, Tick effectiveFrom) {
    learnedAtSeq = seq;
    learnedAtMinute = effectiveFrom.epochMinute();
    released = false;
  }

  /** Whether a chosen model holds. Once none does any more the next is learned soon. */
  void hold(boolean now) {
    released |= held && !now;
    held = now;
  }

  /** Whether a model is to be learned soon because none holds by choice any more. */
  boolean isReleased() {
    return released;
  }

  /** How many accounts it takes to learn. */
  int neededAccounts() {
    return settings.learnFromAccounts();
  }

  /** Starts to learn if it is time to, and nothing is being learned. */
  void consider(EmbeddedDriver driver, long seq, Tick closed) {
    if (held || !running.isDone() || seq < awaitedSeq || !isDue(driver, seq, closed)) {
      return;
    }
    List<FeatureVector> sample = driver.sampleVectors(settings.learnSample(), SAMPLE_SEED);
    if (sample.size() >= settings.learnFromAccounts()) {
      running = background.run("learning a model", () -> learn(sample, closed.next()));
    }
  }

  private boolean isDue(EmbeddedDriver driver, long seq, Tick closed) {
    if (driver.accounts() < settings.learnFromAccounts()) {
      return false;
    }
    return released || new LearnedAt(learnedAtSeq, learnedAtMinute).isOver(seq, closed);
  }

  private void learn(List<FeatureVector> sample, Tick effectiveFrom) {
    try {
      AnomalyModel model = AnomalyModel.train(sample, AnomalyConfig.ofDefaults(), hashKey);
      models.keep(model, sample, effectiveFrom);
      awaitedSeq = log.append(ControlRecords.model(effectiveFrom, model, Version.text()));
      LOG.info("learned what is usual from {} accounts", sample.size());
    } catch (IOException | LogUnavailableException e) {
      LOG.warn("a model could not be written; another is learned later: {}", e.getMessage());
    }
  }
}
