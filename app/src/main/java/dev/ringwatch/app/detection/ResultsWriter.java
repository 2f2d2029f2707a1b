package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.control.ModelNames;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ScoreStep;
import dev.ringwatch.pipeline.ScoringModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the final scores written of accounts that closed ticks changed, and of all once another model
 * holds. The detection thread hands over what stands behind them, a little at a time; scores are
 * made and written beside it. Accounts that change faster than that are written less often, and the
 * latest in any case. Used by the detection thread.
 */
final class ResultsWriter {

  private static final Logger LOG = LoggerFactory.getLogger(ResultsWriter.class);

  /** So many accounts are taken at a time: about two milliseconds of the detection thread. */
  private static final int SLICE = 200;

  /** So many are written in one transaction. */
  private static final int BATCH = 2_000;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(10);

  /** After so many times that a batch could not be written for its own sake, rows go one by one. */
  private static final int ATTEMPTS = 3;

  /** For how long a stop goes on writing; what is left is written after the next start. */
  private static final Duration LAST = Duration.ofSeconds(5);

  /**
   * While events come, a batch is followed by a rest so many times as long as it took: at the end
   * of a minute there is much to write, and those who send and ask need the processors too.
   */
  private static final int REST = 2;

  /** How long another batch waits while detection is behind: reading the log comes first. */
  private static final Duration PAUSE_WHILE_BEHIND = Duration.ofSeconds(10);

  private final Results results;
  private final Matters matters;
  private final Suspicions suspicions;
  private final ScoreStep scoring;
  private final Background background;
  private final LongSupplier nanoClock;
  private final ModelNames names = new ModelNames();
  private Map<AccountId, Taken> taken = new LinkedHashMap<>();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private @Nullable ScoringModel model;
  private @Nullable Batch writing;
  private volatile boolean failed;
  private volatile long tookNanos;

  /** How often the batch that is being written was refused for its own sake. */
  private final AtomicInteger refused = new AtomicInteger();

  private final AtomicLong dropped = new AtomicLong();

  private long lastBegun;
  private long lastNoted;
  private long reached;

  private record Taken(Tick tick, AccountState state) {}

  private record Batch(ScoringModel model, List<Taken> accounts) {}

  /**
   * Writes scores that are made under a configuration.
   *
   * @param suspicions is told of final scores
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  ResultsWriter(
      Kept kept,
      Suspicions suspicions,
      PipelineConfig config,
      Background background,
      LongSupplier nanoClock) {
    this.results = kept.results();
    this.matters = kept.matters();
    this.suspicions = suspicions;
    this.scoring = new ScoreStep(config);
    this.background = background;
    this.nanoClock = nanoClock;
    this.lastNoted = nanoClock.getAsLong() - BETWEEN_NOTES.toNanos();
    this.lastBegun = nanoClock.getAsLong() - PAUSE_WHILE_BEHIND.toNanos();
  }

  /**
   * Goes on from a snapshot: what was changed before it and not written is not known any more, so
   * that all accounts are written again unless all were written by then.
   *
   * @param seq the last entry that the state has seen
   */
  void resume(EmbeddedDriver driver, long seq) {
    try {
      reached = results.reached();
    } catch (IOException e) {
      LOG.warn("all scores are written once more: how far they are is not known: {}", e.toString());
    }
    if (reached >= seq) {
      model = driver.scoringModel().orElse(null);
    }
  }

  /**
   * Takes a little of what there is to write, and begins to write if there is enough of it.
   *
   * @param seq the last entry that the driver has seen
   * @param demand how much reading the log needs
   */
  void consider(EmbeddedDriver driver, long seq, Demand demand) {
    ScoringModel inForce = driver.scoringModel().orElse(null);
    if (inForce == null) {
      return;
    }
    if (!inForce.equals(model)) {
      model = inForce;
      // What was taken is of ticks of the model before.
      taken = new LinkedHashMap<>();
      driver.touchAll();
    }
    if (taken.size() < BATCH) {
      take(driver);
    }
    if (running.isDone()) {
      goOn(inForce, driver.touched() == 0, seq, demand);
    }
  }

  private void take(EmbeddedDriver driver) {
    Tick closed = driver.closed().orElseThrow();
    for (AccountState state : driver.takeTouched(SLICE)) {
      taken.put(state.account(), new Taken(closed, state));
    }
  }

  private void goOn(ScoringModel inForce, boolean all, long seq, Demand demand) {
    long sinceBegun = nanoClock.getAsLong() - lastBegun;
    if (failed) {
      if (sinceBegun >= PAUSE_AFTER_FAILURE.toNanos()) {
        write(Objects.requireNonNull(writing));
      }
    } else if (taken.isEmpty()) {
      if (all) {
        note(seq);
      }
    } else if (isEnough(all, sinceBegun) && isRested(demand, sinceBegun)) {
      write(new Batch(inForce, List.copyOf(taken.values())));
      taken = new LinkedHashMap<>();
    }
  }

  private boolean isEnough(boolean all, long sinceBegun) {
    return all || taken.size() >= BATCH || sinceBegun >= PAUSE_AFTER_FAILURE.toNanos();
  }

  private boolean isRested(Demand demand, long sinceBegun) {
    return switch (demand) {
      case NONE -> true;
      case STEADY -> sinceBegun >= (1 + REST) * tookNanos;
      case BEHIND -> sinceBegun >= PAUSE_WHILE_BEHIND.toNanos();
    };
  }

  private void write(Batch batch) {
    writing = batch;
    lastBegun = nanoClock.getAsLong();
    failed = true;
    running = background.runLater("writing scores", () -> timed(batch));
  }

  private void timed(Batch batch) {
    long begun = nanoClock.getAsLong();
    score(batch);
    tookNanos = nanoClock.getAsLong() - begun;
  }

  private void score(Batch batch) {
    List<AccountState> states = batch.accounts.stream().map(Taken::state).toList();
    List<AccountFinal> scores = scoring.scores(states, batch.model);
    List<Results.Result> rows = new ArrayList<>(scores.size());
    for (int i = 0; i < scores.size(); i++) {
      Taken one = batch.accounts.get(i);
      rows.add(new Results.Result(one.tick, one.state, scores.get(i)));
    }
    try {
      if (refused.get() < ATTEMPTS) {
        write(rows, names.of(batch.model.anomaly()));
      } else {
        writeEach(rows, names.of(batch.model.anomaly()));
      }
      refused.set(0);
      failed = false;
    } catch (UnwritableResultException e) {
      refused.incrementAndGet();
      LOG.warn(
          "{} scores were not written because of one of them: {}", rows.size(), e.getMessage());
    } catch (IOException e) {
      LOG.warn("{} scores could not be written; tried again: {}", rows.size(), e.getMessage());
    }
  }

  /** What is written again is said again, which moves no incident twice. */
  private List<Evidence> evidence(List<Results.Result> rows) {
    List<Evidence> evidence = new ArrayList<>(rows.size());
    for (Results.Result row : rows) {
      suspicions.scored(row.score(), row.tick());
      double ringsFrom = matters.policy(row.tick()).ringFrom();
      evidence.add(Evidences.of(row.score(), row.tick(), false, ringsFrom));
    }
    return evidence;
  }

  /** First the scores, so that whoever is told of an incident finds them. */
  private void write(List<Results.Result> rows, String modelId) throws IOException {
    results.write(rows, modelId);
    matters.see(evidence(rows));
  }

  /** Writes all that can be, so that one that cannot does not hold up the others for ever. */
  private void writeEach(List<Results.Result> rows, String modelId) throws IOException {
    for (Results.Result row : rows) {
      try {
        write(List.of(row), modelId);
      } catch (UnwritableResultException e) {
        LOG.error(
            "the score of account {} cannot be written and is dropped ({} since the start): {}",
            row.state().account().value(),
            dropped.incrementAndGet(),
            e.getMessage());
      }
    }
  }

  private void note(long seq) {
    long now = nanoClock.getAsLong();
    if (seq == reached || now - lastNoted < BETWEEN_NOTES.toNanos()) {
      return;
    }
    lastNoted = now;
    noteNow(seq);
  }

  private void noteNow(long seq) {
    reached = seq;
    running =
        background.run(
            "noting how far scores are written",
            () -> {
              try {
                results.reached(seq);
              } catch (IOException e) {
                LOG.warn("how far scores are written could not be noted: {}", e.getMessage());
              }
            });
  }

  /** Whether nothing is being written. */
  boolean isIdle() {
    return running.isDone();
  }

  /** Goes on with another state, all of which is written; only while idle. */
  void startAnew() {
    model = null;
    taken = new LinkedHashMap<>();
    writing = null;
    failed = false;
    refused.set(0);
    // Who starts before all is written must not take it for written.
    lastNoted = nanoClock.getAsLong() - BETWEEN_NOTES.toNanos();
    noteNow(0);
  }

  /** Writes what is left, but for no longer than a stop may take, and not where that fails. */
  void finish(EmbeddedDriver driver, long seq) {
    long started = nanoClock.getAsLong();
    lastNoted = started - BETWEEN_NOTES.toNanos();
    running.join();
    do {
      consider(driver, seq, Demand.NONE);
      running.join();
    } while ((driver.touched() > 0 || !taken.isEmpty())
        && driver.model().isPresent()
        && !failed
        && nanoClock.getAsLong() - started < LAST.toNanos());
    // Nothing may be left: then it is noted how far they are.
    consider(driver, seq, Demand.NONE);
    running.join();
  }
}
