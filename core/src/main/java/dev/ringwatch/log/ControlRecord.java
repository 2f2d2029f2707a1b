package dev.ringwatch.log;

import dev.ringwatch.event.Tick;

/**
 * Something other than an event that moves scores: a model, a heartbeat, later verdicts and
 * thresholds. The log keeps it without knowing what it means.
 *
 * @param kind what it is, such as {@code model}; the pipeline knows the kinds
 * @param effectiveFrom the first tick whose final scores it moves
 * @param body what it says, in the kind's own format; may be empty
 */
public record ControlRecord(String kind, Tick effectiveFrom, String body) implements LogEntry {

  /** Checks that the kind is not empty. */
  public ControlRecord {
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("a control record's kind must not be empty");
    }
  }
}
