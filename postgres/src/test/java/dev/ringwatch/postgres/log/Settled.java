package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A log that is open, and answers appends, once all is copied: for a contract that reads at once.
 */
final class Settled implements EventLog {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CopiedEventLog log;
  private volatile boolean closing;

  Settled(CopiedEventLog log) {
    this.log = log;
    awaitCopied();
  }

  private void awaitCopied() {
    WaitFor.condition(PATIENCE, () -> closing || log.uncopiedEntries() == 0);
  }

  private <T> T copied(T answer) {
    awaitCopied();
    return answer;
  }

  @Override
  public Appended append(List<Event> events) {
    return copied(log.append(events));
  }

  @Override
  public long append(ControlRecord control) {
    return copied(log.append(control));
  }

  @Override
  public LogBatch read(long afterSeq, int maxEntries, Duration wait) throws InterruptedException {
    return log.read(afterSeq, maxEntries, wait);
  }

  @Override
  public UUID id() {
    return log.id();
  }

  @Override
  public long lastSeq() {
    return log.lastSeq();
  }

  @Override
  public void close() {
    closing = true;
    log.close();
  }
}
