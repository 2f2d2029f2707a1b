package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.RingSearch;
import dev.ringwatch.risk.RiskConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has rings looked for beside the detection thread, in what it hands over when a tick has closed.
 * What is different from before takes effect as a control record of the log; what the rings rest on
 * is written beside it, for people. Used by the detection thread.
 */
final class RingCycles {

  private static final Logger LOG = LoggerFactory.getLogger(RingCycles.class);

  /** After a search that took long, so many times as long is waited: others need the processor. */
  private static final int REST = 2;

  /** The same while detection is behind: reading the log comes first. */
  private static final int REST_WHILE_BEHIND = 10;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** One thread, so that a search leaves the other processors to those who send events. */
  private final ForkJoinPool pool = Background.pool(1);

  private final EventLog log;
  private final FoundRings found;
  private final Matters matters;
  private final RiskConfig bands;
  private final Background background;
  private final LongSupplier nanoClock;

  /** Of the search before: one runs at a time. */
  private SearchMemory memory = new SearchMemory();

  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private @Nullable Tick searched;

  /** The entry that holds the newest change, which the detection thread may not have read yet. */
  private volatile long awaitedSeq;

  private volatile long endedNanos;
  private volatile long tookNanos;
  private volatile boolean failed;
  private volatile int rings;

  /**
   * Looks for rings in what is made from a log.
   *
   * @param bands what scores are in a word
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  RingCycles(
      EventLog log, Kept kept, RiskConfig bands, Background background, LongSupplier nanoClock) {
    this.log = log;
    this.found = kept.rings();
    this.matters = kept.matters();
    this.bands = bands;
    this.background = background;
    this.nanoClock = nanoClock;
    this.endedNanos = nanoClock.getAsLong();
  }

  /**
   * Begins to look if a tick has closed since it began last, and the last time is over.
   *
   * @param seq the last entry that the driver has seen
   * @param demand how much reading the log needs
   */
  void consider(EmbeddedDriver driver, long seq, Tick closed, Demand demand) {
    boolean isNew = failed || !closed.equals(searched);
    if (!isNew || !running.isDone() || seq < awaitedSeq || !isRested(demand)) {
      return;
    }
    Optional<RingSearch> search = driver.ringSearch();
    if (search.isPresent()) {
      searched = closed;
      running = background.runLater("looking for rings", () -> cycle(search.get()));
    }
  }

  private boolean isRested(Demand demand) {
    long rest = (demand == Demand.BEHIND ? REST_WHILE_BEHIND : REST) * tookNanos;
    return nanoClock.getAsLong() - endedNanos
        >= Math.max(rest, failed ? PAUSE_AFTER_FAILURE.toNanos() : 0);
  }

  private void cycle(RingSearch search) {
    long begun = nanoClock.getAsLong();
    failed = true;
    try (search) {
      RingFindings findings = pool.submit(() -> search.find(memory)).join();
      rings = findings.rings().size();
      Optional<Control.ChangeRings> changes = search.changes(findings.rings());
      if (changes.isPresent()) {
        awaitedSeq = log.append(ControlRecords.rings(changes.get()));
      }
      found.write(search.tick(), findings);
      matters.see(evidence(search.tick(), findings, changes));
      failed = false;
    } catch (CancellationException | RejectedExecutionException e) {
      LOG.info("a search for rings was given up, as the server stops");
    } catch (IOException | LogUnavailableException e) {
      LOG.warn("rings could not be written; they are looked for again: {}", e.getMessage());
    } finally {
      endedNanos = nanoClock.getAsLong();
      tookNanos = endedNanos - begun;
    }
  }

  private List<Evidence> evidence(
      Tick tick, RingFindings findings, Optional<Control.ChangeRings> changes) {
    List<Evidence> evidence = new ArrayList<>();
    findings.rings().forEach(ring -> evidence.add(Evidences.of(ring, tick, bands)));
    changes.ifPresent(
        known -> known.ended().forEach(id -> evidence.add(Evidences.ofEnded(id, tick))));
    return evidence;
  }

  /** Whether no search is under way. */
  boolean isIdle() {
    return running.isDone();
  }

  /** Looks for rings in another state from now on; only while idle. */
  void startAnew() {
    memory = new SearchMemory();
    searched = null;
  }

  /** What the last search took, writing included; zero before the first. */
  Duration took() {
    return Duration.ofNanos(tookNanos);
  }

  /** How many rings it found. */
  int rings() {
    return rings;
  }

  /** Gives up a search that goes on; the next start looks again. */
  void finish() {
    pool.shutdownNow();
    running.join();
  }
}
