package dev.ringwatch.app.job;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionFigures;
import dev.ringwatch.app.detection.DetectionSettings;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.Kept;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.figures.AccountTotals;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detection that a Flink job has: this reads what the job has written, opens and moves incidents by
 * it, and has models learned. Its state is in the tables, so that every server of the event log
 * knows the same; what moves anything is done by the one that has the log.
 */
public final class JobDetection implements Detection {

  private static final Logger LOG = LoggerFactory.getLogger(JobDetection.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration WAIT = Duration.ofMillis(50);

  /** A job that has made no checkpoint for so long is looked after. */
  static final Duration SILENCE = Duration.ofMinutes(10);

  private static final String CANNOT_FORGET =
      "a Flink job has detection, whose state cannot forget an account yet";

  private final EventLog log;
  private final DetectionSettings settings;
  private final JobSources sources;
  private final JobState state;
  private final TableKnowledge knowledge;
  private final JobMatters matters;
  private final JobModels models;
  private final JobHeartbeats heartbeats;
  private final Clock clock;
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().name("job-results-", 0).daemon().factory());

  /** The checkpoint by whose results incidents were moved last. Of one task. */
  private JobState.Look acted = JobState.Look.NOTHING;

  private Runnable onStart = () -> {};
  private volatile int accounts;
  private volatile boolean acts;

  /**
   * Detection that a job has on a database.
   *
   * @param log which the job reads too
   * @param kept where models are kept and incidents opened
   */
  public JobDetection(
      EventLog log,
      DataSource database,
      Kept kept,
      PipelineConfig pipeline,
      DetectionSettings settings,
      Clock clock) {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
    this.sources = JobSources.in(database);
    this.state = new JobState(sources, System::nanoTime);
    this.knowledge =
        new TableKnowledge(sources, new AccountTotals(database), state, pipeline.risk(), clock);
    this.matters = new JobMatters(sources, kept.matters(), pipeline.risk());
    this.models = new JobModels(log, kept.models(), sources, settings, pipeline.hashKey());
    this.heartbeats = new JobHeartbeats(log, sources, settings.heartbeatAfter(), System::nanoTime);
  }

  /** What may fail. */
  private interface Look {
    void at() throws SQLException, IOException;
  }

  private void each(Look look, String what) {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> tryTo(look, what), 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tryTo(Look look, String what) {
    try {
      look.at();
    } catch (SQLException | IOException e) {
      LOG.warn("{}: this failed and is tried again soon: {}", what, e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever it is: thrown, it would end the timer, and nobody would be told.
      LOG.warn("{}: this failed and is tried again soon", what, e);
    }
  }

  /** Looks from now on how far the job is, as every server does. */
  public void watch() {
    each(this::lookAtJob, "looking how far the Flink job is");
  }

  private void lookAtJob() throws SQLException {
    state.refresh();
    accounts = knowledge.accounts();
  }

  /** Has something done once this server has the log. Call it before {@link #start}. */
  public void onStart(Runnable then) {
    onStart = then;
  }

  @Override
  public void start() {
    acts = true;
    onStart.run();
    each(this::moveIncidents, "moving incidents by what the Flink job has written");
    each(this::lookAfterModels, "looking after the model of the Flink job");
    each(this::beat, "letting the time of a silent log go on");
  }

  private void moveIncidents() throws SQLException, IOException {
    JobState.Look now = state.last();
    Optional<Tick> closed = now.closed();
    if (closed.isPresent() && !JobState.isOfOneCheckpoint(now, acted)) {
      matters.look(closed.get());
      acted = now;
    }
  }

  private void lookAfterModels() throws SQLException, IOException {
    JobState.Look now = state.last();
    Optional<Tick> closed = now.closed();
    if (closed.isPresent()) {
      models.look(closed.get(), now.model());
    }
  }

  private void beat() throws SQLException, IOException {
    heartbeats.consider(state.last().closed(), knowledge.said());
  }

  @Override
  public <T> CompletableFuture<T> know(Function<Knowledge, T> what) {
    return CompletableFuture.supplyAsync(() -> what.apply(knowledge), answers);
  }

  @Override
  public <T> CompletableFuture<T> knowAfter(long seq, Function<Knowledge, T> what) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    answers.execute(() -> {
      try {
        while (log.readableSeq() < seq && !answer.isDone()) {
          LockSupport.parkNanos(WAIT.toNanos());
        }
        if (!answer.isDone()) {
          answer.complete(what.apply(knowledge));
        }
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  @Override
  public boolean knowsEventsAtOnce() {
    return false;
  }

  @Override
  public CompletableFuture<Void> forget(Runnable erasing) {
    throw new IllegalStateException(CANNOT_FORGET);
  }

  @Override
  public int neededAccounts() {
    return settings.learnFromAccounts();
  }

  /** The log is read by the job alone: what is not read of it is not known here. */
  @Override
  public DetectionStatus status() {
    JobState.Look now = state.last();
    return DetectionStatus.leftToFlink(acts, log.lastSeq(), now.closed(), accounts, silence(now));
  }

  private String silence(JobState.Look now) {
    return now.reached()
        .map(reached -> Duration.between(reached.written(), clock.instant()))
        .filter(age -> age.compareTo(SILENCE) > 0)
        .map(age -> "the Flink job has made no checkpoint for " + age.toMinutes() + " min")
        .orElse("");
  }

  @Override
  public boolean hasDied() {
    return false;
  }

  @Override
  public DetectionFigures figures() {
    JobState.Look now = state.last();
    return DetectionFigures.ofFlink(
        now.model().map(one -> one.place().from()),
        now.model().map(one -> one.model().trainedOn()).orElse(0),
        now.rings());
  }

  @Override
  public Optional<SnapshotFile> newestSnapshot() {
    return Optional.empty();
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(
          BETWEEN_LOOKS.multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answers.shutdownNow();
  }
}
