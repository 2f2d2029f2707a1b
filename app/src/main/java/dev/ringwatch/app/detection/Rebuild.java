package dev.ringwatch.app.detection;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.UnknownControlException;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the state anew once something was erased from the log behind it: reads the log from its
 * beginning beside the state that is in use, and hands over what came of it. Whatever the state
 * knew of what was erased is gone then, because it was never read. Used by the detection thread but
 * for {@link #ask} and {@link #stop}.
 */
final class Rebuild {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final int BATCH = 20_000;

  /** So near the log's end the state is handed over: the detection thread reads the rest. */
  private static final int NEAR = 2_000;

  private final EventLog log;
  private final PipelineConfig config;
  private final DriverLayout layout;

  /** What is to be erased first; null while nobody wants anything. Guarded by this. */
  private @Nullable Order order;

  private @Nullable CompletableFuture<Made> making;
  private volatile @Nullable String stopped;

  /**
   * A wish.
   *
   * @param erasing erases from the log
   * @param done is told when the state was taken over, or what failed
   */
  private record Order(Runnable erasing, CompletableFuture<Void> done) {}

  /**
   * A state that was made.
   *
   * @param driver the state
   * @param position where it stands in the log
   */
  record Made(EmbeddedDriver driver, Snapshots.Position position) {}

  Rebuild(EventLog log, PipelineConfig config, DriverLayout layout) {
    this.log = log;
    this.config = config;
    this.layout = layout;
  }

  /**
   * Wants the state made anew.
   *
   * @param erasing is called first, by another thread, while no search for rings is under way
   * @return done once the new state is in use and the old one's snapshots are gone of one that has
   *     stopped it fails with {@link NotLiveException}
   * @throws IllegalStateException if another is wanted already
   */
  synchronized CompletableFuture<Void> ask(Runnable erasing) {
    String why = stopped;
    if (why != null) {
      return CompletableFuture.failedFuture(new NotLiveException(why));
    }
    if (order != null) {
      throw new IllegalStateException("the state is being made anew already");
    }
    Order wanted = new Order(erasing, new CompletableFuture<>());
    order = wanted;
    return wanted.done;
  }

  /** Whether it is under way: what was found in the old state must not enter the log any more. */
  synchronized boolean isAsked() {
    return order != null;
  }

  private synchronized Order order() {
    return Objects.requireNonNull(order);
  }

  /**
   * Begins, unless it has begun.
   *
   * @param beside whether there is room for another state; if not, an empty one is handed over, and
   *     the detection thread reads all of the log
   */
  void begin(boolean beside) {
    if (making == null) {
      Runnable erasing = order().erasing;
      making =
          CompletableFuture.supplyAsync(
              () -> {
                erasing.run();
                return beside ? make() : empty();
              },
              Rebuild::start);
    }
  }

  /** It takes minutes and can wait; what is done for those who ask and send comes first. */
  @SuppressWarnings("ThreadPriorityCheck") // only how long it takes hangs on it
  private static void start(Runnable task) {
    Thread.ofPlatform().name("rebuild").daemon().priority(Thread.MIN_PRIORITY).start(task);
  }

  private Made empty() {
    return new Made(new EmbeddedDriver(config, layout), new Snapshots.Position(0, 0, 0));
  }

  private Made make() {
    EmbeddedDriver driver = new EmbeddedDriver(config, layout);
    long seq = 0;
    long learnedAtSeq = 0;
    long learnedAtMinute = 0;
    LogBatch batch = read(seq);
    while (!batch.entries().isEmpty()) {
      for (int i = 0; i < batch.entries().size(); i++) {
        LogEntry entry = batch.entries().get(i);
        take(driver, entry);
        if (entry instanceof ControlRecord control && ControlRecords.isModel(control)) {
          learnedAtSeq = batch.firstSeq() + i;
          learnedAtMinute = control.effectiveFrom().epochMinute();
        }
      }
      driver.drainSetAside(failed -> {}); // it was said when it failed first
      seq = batch.lastSeq();
      batch = log.lastSeq() - seq > NEAR ? read(seq) : new LogBatch(seq + 1, List.of());
    }
    return new Made(driver, new Snapshots.Position(seq, learnedAtSeq, learnedAtMinute));
  }

  private LogBatch read(long after) {
    if (stopped != null) {
      throw new LogUnavailableException("detection stops");
    }
    try {
      return log.read(after, BATCH, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("reading was interrupted", e);
    }
  }

  private static void take(EmbeddedDriver driver, LogEntry entry) {
    try {
      switch (entry) {
        case LogEntry.Recorded recorded -> driver.accept(0, recorded.event());
        case ControlRecord control -> driver.accept(ControlRecords.read(control));
      }
    } catch (UnknownControlException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("an entry that was set aside when it was read first is left out again", e);
    }
  }

  /** The new state once it is made; fails the wish if it could not be. */
  Optional<Made> made() {
    CompletableFuture<Made> made = making;
    if (made == null || !made.isDone()) {
      return Optional.empty();
    }
    if (made.isCompletedExceptionally()) {
      end().completeExceptionally(made.exceptionNow());
      return Optional.empty();
    }
    return Optional.of(made.join());
  }

  /** The new state is in use. */
  void takenOver() {
    end().complete(null);
  }

  /** The new state is in use, but something of the old one could not be deleted. */
  void failed(Throwable why) {
    end().completeExceptionally(why);
  }

  private synchronized CompletableFuture<Void> end() {
    CompletableFuture<Void> done = order().done;
    order = null;
    making = null;
    return done;
  }

  /**
   * Gives up what is under way, and refuses what is wanted later.
   *
   * @param why in a sentence, for whoever waits
   */
  synchronized void stop(String why) {
    stopped = why;
    if (order != null) {
      order.done.completeExceptionally(new NotLiveException(why));
    }
  }

  /** Waits until nothing is under way; call it after {@link #stop}, once detection has ended. */
  void awaitEnd() {
    CompletableFuture<Made> made = making;
    if (made != null) {
      made.handle((state, failure) -> true).join();
    }
  }
}
