package dev.ringwatch.postgres.log;

import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogTail;
import dev.ringwatch.log.LogUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads a log that the tables hold and whose newest entries are in memory. Safe for threads; costs
 * nothing near the end of the log, and a question to the table for each chunk further back.
 */
final class TailedReader {

  private final LogTail tail;
  private final LogReader table;

  TailedReader(DataSource dataSource, LogTail tail, int chunk) {
    this.tail = tail;
    table = new LogReader(dataSource, chunk);
  }

  /**
   * The entries after a number, as {@link dev.ringwatch.log.EventLog#read} says.
   *
   * @param checkAvailable throws while it is not known where the log ends
   */
  LogBatch read(long afterSeq, int maxEntries, Duration wait, Runnable checkAvailable)
      throws InterruptedException {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be at least 1, not " + maxEntries);
    }
    long left = wait.toNanos();
    long known = afterSeq;
    while (true) {
      left = tail.awaitBeyond(known, left);
      long lastSeq = tail.lastSeq();
      Optional<LogBatch> handedOver = tail.after(afterSeq, maxEntries);
      LogBatch batch =
          handedOver.isPresent() ? handedOver.get() : fromTable(afterSeq, maxEntries, lastSeq);
      if (!batch.entries().isEmpty()) {
        return batch;
      }
      // Where the log ends is not known while another may write to it.
      checkAvailable.run();
      if (left <= 0) {
        return batch;
      }
      known = Math.max(known, lastSeq);
    }
  }

  /** Keeps nothing that was read from the tables: they have changed. */
  void letGo() {
    table.letGo();
  }

  private LogBatch fromTable(long afterSeq, int maxEntries, long lastSeq) {
    try {
      return table.read(afterSeq, maxEntries, lastSeq);
    } catch (SQLException e) {
      throw new LogUnavailableException("the event log cannot be read: " + e.getMessage(), e);
    }
  }
}
