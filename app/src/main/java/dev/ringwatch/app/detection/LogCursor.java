package dev.ringwatch.app.detection;

import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A place in a log, and what was read from there on. While it is far behind the log's end, the next
 * batch is read beside the work on the one before, because what is far behind comes from the table.
 * Used by one thread.
 */
final class LogCursor {

  private static final int BATCH = 20_000;

  private final EventLog log;
  private final Executor background;
  private @Nullable CompletableFuture<LogBatch> ahead;
  private LogBatch batch = new LogBatch(1, List.of());

  /** Which of the batch's entries is taken next. */
  private int next;

  private long takenSeq;

  /** Before the first entry. */
  LogCursor(EventLog log, Executor background) {
    this.log = log;
    this.background = background;
  }

  /** Goes behind an entry, from where nothing was read yet. */
  void goBehind(long seq) {
    takenSeq = seq;
  }

  /** Goes behind an entry, whatever was read; what was read and not taken is read again. */
  void goBackTo(long seq) {
    ahead = null;
    batch = new LogBatch(seq + 1, List.of());
    next = 0;
    takenSeq = seq;
  }

  /** The number of the entry that was taken last, 0 before the first. */
  long takenSeq() {
    return takenSeq;
  }

  /**
   * Whether there is an entry to take; reads on once all that was read has been taken.
   *
   * @param wait how long to wait for one
   * @throws LogUnavailableException if the log cannot be read now; asking again is safe
   */
  boolean fetch(Duration wait) throws InterruptedException {
    if (!hasNext()) {
      batch = read(wait);
      next = 0;
    }
    return hasNext();
  }

  /** Whether something that was read is left to take. */
  boolean hasNext() {
    return next < batch.entries().size();
  }

  /** The next entry, of those that were read. */
  LogEntry peek() {
    return batch.entries().get(next);
  }

  /** The same, and goes behind it. */
  LogEntry take() {
    takenSeq = batch.firstSeq() + next;
    return batch.entries().get(next++);
  }

  private LogBatch read(Duration wait) throws InterruptedException {
    CompletableFuture<LogBatch> read = ahead;
    ahead = null;
    LogBatch found = read == null ? readOrSkip(wait) : outcome(read);
    if (!found.entries().isEmpty() && log.lastSeq() - found.lastSeq() > BATCH) {
      ahead = CompletableFuture.supplyAsync(() -> readOn(found.lastSeq()), background);
    }
    return found;
  }

  /** Goes behind numbers at the end that have no entries: they were erased. */
  private LogBatch readOrSkip(Duration wait) throws InterruptedException {
    long end = log.readableSeq();
    LogBatch found = log.read(takenSeq, BATCH, wait);
    if (found.entries().isEmpty()) {
      takenSeq = Math.max(takenSeq, end);
    }
    return found;
  }

  private LogBatch readOn(long afterSeq) {
    try {
      return log.read(afterSeq, BATCH, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("reading was interrupted", e);
    }
  }

  private static LogBatch outcome(CompletableFuture<LogBatch> read) {
    try {
      return read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LogUnavailableException unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }
}
