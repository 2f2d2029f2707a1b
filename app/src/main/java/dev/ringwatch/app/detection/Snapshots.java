package dev.ringwatch.app.detection;

import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.Restored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of the state in the background and finds the newest that can be read at start. A
 * snapshot and the log after it give the same state again. Used by the detection thread.
 */
final class Snapshots {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final EventLog log;
  private final SnapshotFolder folder;
  private final Duration every;
  private final Background background;
  private final LongSupplier nanoClock;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private volatile long newestSeq;
  private volatile Duration writeTime = Duration.ZERO;
  private long lastBegun;
  private long lastSeq;

  /**
   * Snapshots of a state that is made from a log.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  Snapshots(
      EventLog log,
      SnapshotFolder folder,
      Duration every,
      Background background,
      LongSupplier nanoClock) {
    this.log = log;
    this.folder = folder;
    this.every = every;
    this.background = background;
    this.nanoClock = nanoClock;
    this.lastBegun = nanoClock.getAsLong();
  }

  /**
   * Where a state stands in the log.
   *
   * @param seq the last entry that the state has seen
   * @param learnedAtSeq the entry that held the last model
   * @param learnedAtMinute the tick from which it held
   */
  record Position(long seq, long learnedAtSeq, long learnedAtMinute) {}

  /**
   * A state that a snapshot gave back.
   *
   * @param driver the state
   * @param position where it stands
   */
  record Found(EmbeddedDriver driver, Position position) {}

  /**
   * The newest snapshot that can be used; empty if there is none, so that the log is all. Those
   * that cannot be used are put aside.
   */
  Optional<Found> restore(PipelineConfig config, DriverLayout layout) throws IOException {
    folder.deleteParts();
    for (Path file : folder.newestFirst()) {
      try (InputStream in = folder.open(file)) {
        SnapshotHead head = SnapshotHead.read(in);
        require(head);
        Restored restored = EmbeddedDriver.restore(in, config, layout);
        newestSeq = head.position().seq();
        lastSeq = newestSeq;
        return Optional.of(new Found(restored.driver(), head.position()));
      } catch (IOException e) {
        Path kept = folder.putAside(file);
        LOG.warn(
            "the snapshot {} cannot be used and is kept as {}: {}",
            file.getFileName(),
            kept.getFileName(),
            e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** A state of another log, or of what this one has lost, is not what this one says. */
  private void require(SnapshotHead head) throws UnusableStateException {
    if (!head.log().equals(log.id())) {
      throw new UnusableStateException(
          "it is of the log " + head.log() + ", and the database holds the log " + log.id());
    }
    if (head.position().seq() > log.lastSeq()) {
      throw new UnusableStateException(
          "it holds the log up to entry "
              + head.position().seq()
              + ", and the log ends at "
              + log.lastSeq()
              + ", as after a return to an older backup");
    }
  }

  /** Begins a snapshot if it is time to. */
  void consider(EmbeddedDriver driver, Position position) {
    long now = nanoClock.getAsLong();
    if (now - lastBegun >= every.toNanos() && position.seq() > lastSeq && running.isDone()) {
      begin(driver, position);
    }
  }

  private void begin(EmbeddedDriver driver, Position position) {
    lastBegun = nanoClock.getAsLong();
    lastSeq = position.seq();
    FrozenState frozen = driver.freeze(position.seq());
    running = background.run("a snapshot", () -> write(frozen, position));
  }

  /** Whether none is being written. */
  boolean isIdle() {
    return running.isDone();
  }

  /** Deletes all that are on the disk, and has another taken soon; only while idle. */
  void startAnew() throws IOException {
    newestSeq = 0;
    lastSeq = 0;
    lastBegun = nanoClock.getAsLong() - every.toNanos();
    folder.clear();
  }

  /** Takes a last snapshot and waits until it is on the disk. */
  void finish(EmbeddedDriver driver, Position position) {
    running.join();
    if (position.seq() > newestSeq) {
      begin(driver, position);
      running.join();
    }
  }

  private void write(FrozenState frozen, Position position) {
    long begun = nanoClock.getAsLong();
    try (frozen) {
      folder.write(position.seq(), out -> write(frozen, position, out));
      newestSeq = position.seq();
      writeTime = Duration.ofNanos(nanoClock.getAsLong() - begun);
    } catch (IOException e) {
      LOG.warn(
          "a snapshot could not be written; the log is there all the same: {}", e.getMessage());
    }
  }

  private void write(FrozenState frozen, Position position, OutputStream out) throws IOException {
    new SnapshotHead(log.id(), position).writeTo(out);
    frozen.writeTo(out);
  }

  /** What writing the last snapshot took; zero before the first. */
  Duration writeTime() {
    return writeTime;
  }

  /** The newest snapshot on the disk, for any thread; empty if there is none. */
  Optional<SnapshotFile> newest() throws IOException {
    return folder.newest();
  }

  /** Up to where the newest snapshot on the disk reaches; 0 without one. */
  long newestSeq() {
    return newestSeq;
  }
}
