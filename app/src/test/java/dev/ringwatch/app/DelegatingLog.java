package dev.ringwatch.app;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Another log, but for what a test makes of it. */
public class DelegatingLog implements EventLog {

  private final EventLog log;

  /** Hands everything on to a log. */
  public DelegatingLog(EventLog log) {
    this.log = log;
  }

  @Override
  public Appended append(List<Event> events) {
    return log.append(events);
  }

  @Override
  public long append(ControlRecord control) {
    return log.append(control);
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
  public long readableSeq() {
    return log.readableSeq();
  }

  @Override
  public void close() {
    log.close();
  }
}
