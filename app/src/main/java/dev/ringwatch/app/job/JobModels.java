package dev.ringwatch.app.job;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.detection.DetectionSettings;
import dev.ringwatch.app.detection.LearnedAt;
import dev.ringwatch.app.detection.LearnedModels;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.ModelNames;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.log.StoredControls;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what is usual from the features that a job writes, when a server learns from its own state
 * (a first model once there are enough accounts, the next when the log has doubled or a day has
 * passed), and brings in the model that somebody chose. Each takes effect as a control record of
 * the log, which the job reads. Used by one thread.
 */
final class JobModels {

  private static final Logger LOG = LoggerFactory.getLogger(JobModels.class);
  private static final Tick END = new Tick(Long.MAX_VALUE);
  private static final long SAMPLE_SEED = 1;

  private final EventLog log;
  private final LearnedModels models;
  private final JobSources sources;
  private final DetectionSettings settings;
  private final HashKey hashKey;
  private final ModelNames names = new ModelNames();

  /** Whether one held by choice when this was looked at last. */
  private boolean held;

  /** Whether none does any more since, so that one is to be learned soon. */
  private boolean released;

  /** The entry that holds the newest one, which may not be in the tables yet. */
  private long awaitedSeq;

  JobModels(
      EventLog log,
      LearnedModels models,
      JobSources sources,
      DetectionSettings settings,
      HashKey hashKey) {
    this.log = log;
    this.models = models;
    this.sources = sources;
    this.settings = settings;
    this.hashKey = hashKey;
  }

  /**
   * Looks once.
   *
   * @param closed the last tick of which the job has written all; empty before the first
   * @param inForce the model that holds there
   */
  void look(Tick closed, Optional<JobState.Holding> inForce) throws SQLException, IOException {
    if (log.readableSeq() < awaitedSeq) {
      return;
    }
    Optional<StoredControls.Place> newest = sources.controls().holding(ControlRecords.MODEL, END);
    String chosen = models.chosen().orElse("");
    released |= held && chosen.isEmpty();
    held = !chosen.isEmpty();
    if (held) {
      bringIn(chosen, closed.next(), newest, inForce);
    } else if (isDue(closed, newest)) {
      learn(closed.next());
    }
  }

  private boolean isDue(Tick closed, Optional<StoredControls.Place> newest) throws SQLException {
    boolean isTime =
        released
            || newest
                .map(one -> new LearnedAt(one.seq(), one.from().epochMinute()))
                .map(learned -> learned.isOver(log.lastSeq(), closed))
                .orElse(true);
    return isTime && sources.features().areAtLeast(settings.learnFromAccounts());
  }

  private void learn(Tick from) throws SQLException, IOException {
    List<FeatureVector> sample = sources.features().sample(settings.learnSample(), SAMPLE_SEED);
    AnomalyModel model = AnomalyModel.train(sample, AnomalyConfig.ofDefaults(), hashKey);
    models.keep(model, sample, from);
    append(model, from);
    released = false;
    LOG.info("learned what is usual from {} accounts", sample.size());
  }

  /** The newest may be yet to hold. */
  private void bringIn(
      String id,
      Tick from,
      Optional<StoredControls.Place> newest,
      Optional<JobState.Holding> inForce)
      throws IOException {
    boolean isAwaited = !newest.equals(inForce.map(JobState.Holding::place));
    if (isAwaited || inForce.map(one -> names.of(one.model())).filter(id::equals).isPresent()) {
      return;
    }
    AnomalyModel model =
        models.find(id).orElseThrow(() -> new IOException("the model " + id + " is not there"));
    append(model, from);
    LOG.info("the model {} holds from {} on, as it was chosen", id, from.start());
  }

  private void append(AnomalyModel model, Tick from) throws IOException {
    try {
      awaitedSeq = log.append(ControlRecords.model(from, model, Version.text()));
    } catch (LogUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
