package dev.ringwatch.app.load;

import dev.ringwatch.event.Event;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes batches of events that come in the order of time: as large as a server takes them by
 * default, and, where events are many, each within a minute, so that several may go at once.
 */
final class BatchBuilder {

  private static final int MOST_EVENTS = 10_000;

  /** From so many events on a batch ends with its minute: half a request costs hardly more. */
  private static final int ENOUGH_EVENTS = 5_000;

  private static final int MOST_BYTES = 8 << 20;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private List<Event> events = new ArrayList<>();

  /** Adds an event; the batch that ended before it, if one did. */
  Optional<Batch> add(Event event) {
    Optional<Batch> full = endsBefore(event) ? take() : Optional.empty();
    events.add(event);
    EventJson.write(event, body);
    return full;
  }

  private boolean endsBefore(Event event) {
    return events.size() >= MOST_EVENTS
        || body.size() >= MOST_BYTES
        || (events.size() >= ENOUGH_EVENTS && !event.tick().equals(events.getLast().tick()));
  }

  /** What there is so far; empty if nothing is. */
  Optional<Batch> take() {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    Batch batch = new Batch(events, body.toByteArray());
    events = new ArrayList<>();
    body.reset();
    return Optional.of(batch);
  }
}
