package dev.ringwatch.app.load;

import dev.ringwatch.event.Event;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Events that go in one request. */
final class Batch {

  private final List<Event> events;
  private final byte[] body;

  /**
   * A batch.
   *
   * @param events at least one, in the order of time
   * @param body the same as the server reads them; not changed from here on
   */
  Batch(List<Event> events, byte[] body) {
    this.events = List.copyOf(events);
    this.body = body;
  }

  private static Batch of(List<Event> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    events.forEach(event -> EventJson.write(event, body));
    return new Batch(events, body.toByteArray());
  }

  List<Event> events() {
    return events;
  }

  byte[] body() {
    return body;
  }

  long firstMinute() {
    return events.getFirst().tick().epochMinute();
  }

  boolean isOfOneMinute() {
    return events.getLast().tick().epochMinute() == firstMinute();
  }

  /** The first half and the second; of two events or more. */
  List<Batch> halves() {
    int half = events.size() / 2;
    return List.of(of(events.subList(0, half)), of(events.subList(half, events.size())));
  }
}
