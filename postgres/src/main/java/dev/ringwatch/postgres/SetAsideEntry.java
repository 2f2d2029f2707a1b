package dev.ringwatch.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log that could not be processed.
 *
 * @param seq its number; 0 if it is known by its identity only, and looked up when it is kept
 * @param eventTime the timestamp of an event that is known by its identity; null of others
 * @param eventId the id of an event that is known by its identity; null of others
 * @param kind {@code event}, or the kind of control record
 * @param error what went wrong
 * @param at when it was set aside
 */
public record SetAsideEntry(
    long seq,
    @Nullable Instant eventTime,
    @Nullable String eventId,
    String kind,
    String error,
    Instant at) {

  /** The kind of entries that are events. */
  public static final String EVENT = "event";

  /** An entry with its number. */
  public static SetAsideEntry at(long seq, String kind, String error, Instant at) {
    return new SetAsideEntry(seq, null, null, kind, error, at);
  }

  /** An event by its identity. */
  public static SetAsideEntry of(Instant timestamp, String id, String error, Instant at) {
    return new SetAsideEntry(0, timestamp, id, EVENT, error, at);
  }
}
