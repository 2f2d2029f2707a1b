package dev.ringwatch.log;

import dev.ringwatch.event.Event;

/** One entry of the log. */
public sealed interface LogEntry permits LogEntry.Recorded, ControlRecord {

  /**
   * An event that was accepted.
   *
   * @param event the event
   */
  record Recorded(Event event) implements LogEntry {}
}
