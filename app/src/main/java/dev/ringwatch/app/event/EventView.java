package dev.ringwatch.app.event;

import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.events.StoredEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored event as the HTTP interface shows it: the names of docs/input.md, null for what is
 * absent. Names are a contract.
 *
 * @param outcome {@code success}, {@code failure} or {@code unknown}
 * @param receivedAt when it was written here
 * @param seq its place in the log
 */
record EventView(
    String eventId,
    String accountId,
    String action,
    Instant timestamp,
    @Nullable String ip,
    @Nullable String deviceId,
    @Nullable String sessionId,
    @Nullable String target,
    @Nullable String targetOwner,
    String outcome,
    boolean enforced,
    @Nullable String paymentId,
    @Nullable String userAgent,
    @Nullable String country,
    @Nullable Instant accountCreatedAt,
    @Nullable String source,
    Map<String, String> attributes,
    Instant receivedAt,
    long seq) {

  static EventView of(StoredEvent stored) {
    Event event = stored.event();
    return new EventView(
        event.id(),
        event.account().value(),
        event.action(),
        event.timestamp(),
        event.ip(),
        event.device(),
        event.session(),
        event.target(),
        event.targetOwner(),
        event.outcome().name().toLowerCase(Locale.ROOT),
        event.enforced(),
        event.payment(),
        event.userAgent(),
        event.country(),
        event.accountCreatedAt(),
        event.source(),
        event.attributes(),
        stored.receivedAt(),
        stored.seq());
  }
}
