package dev.ringwatch.app.replay;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.UnknownControlException;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.postgres.log.StoredLog;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of a server in its order: events, and the control records that move scores. The
 * next part is read beside the work on the one before. Used by one thread.
 */
final class LogFeed {

  private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);

  private final StoredLog log;
  private final Period period;
  private final Courses courses;
  private final DoubleConsumer progress;

  /**
   * Reads a period.
   *
   * @param progress is told what share is read, 0 to 1
   */
  LogFeed(StoredLog log, Period period, Courses courses, DoubleConsumer progress) {
    this.log = log;
    this.period = period;
    this.courses = courses;
    this.progress = progress;
  }

  /** Reads all; before it the models and findings of hunts that the log said earlier. */
  void read() throws SQLException {
    Optional<StoredLog.Span> span = log.span(period.since(), period.until());
    if (span.isPresent()) {
      long first = span.get().first();
      log.earlierControls(first, ControlRecords.OF_SCORES, this::take);
      // What is proposed is about the present: models that came after the last event are known.
      read(first, period.isOpen() ? log.lastSeq() : span.get().last());
    }
  }

  private void read(long first, long last) throws SQLException {
    try (ExecutorService ahead = Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
      Future<StoredLog.Part> next = ahead.submit(() -> log.read(first - 1, last));
      StoredLog.Part part = outcome(next);
      while (part.through() < last) {
        long through = part.through();
        next = ahead.submit(() -> log.read(through, last));
        take(part);
        progress.accept((through - first + 1.0) / (last - first + 1.0));
        part = outcome(next);
      }
      take(part);
    }
  }

  private static StoredLog.Part outcome(Future<StoredLog.Part> read) throws SQLException {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("reading was interrupted", e);
    }
  }

  private void take(StoredLog.Part part) {
    for (LogEntry entry : part.entries()) {
      switch (entry) {
        case LogEntry.Recorded recorded -> {
          if (period.contains(recorded.event().timestamp())) {
            courses.accept(recorded.event());
          }
        }
        case ControlRecord control -> take(control);
      }
    }
  }

  /** Rings are found anew, so that what the log says of them is of no use. */
  private void take(ControlRecord record) {
    if (ControlRecords.isRings(record)) {
      return;
    }
    try {
      Control control = ControlRecords.read(record);
      boolean isLater =
          control instanceof Control.Heartbeat(var time) && !time.isBefore(period.until());
      if (!isLater) {
        courses.accept(control);
      }
    } catch (UnknownControlException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("a control record that cannot be read is left out, as the server does", e);
    }
  }
}
