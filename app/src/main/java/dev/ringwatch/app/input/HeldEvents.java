package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Events that are in memory, in the batches they came in. Handed over, they are forgotten. Used by
 * one thread.
 */
final class HeldEvents implements EventStream {

  private static final int BATCH = 1_024;

  private final Deque<List<Event>> batches = new ArrayDeque<>();
  private int count;

  /**
   * Takes batches of a stream until a number of events is reached; false if the stream ended
   * before.
   */
  boolean take(EventStream stream, int enough) throws IOException {
    while (count < enough) {
      List<Event> batch = stream.next();
      if (batch.isEmpty()) {
        return false;
      }
      batches.add(batch);
      count += batch.size();
    }
    return true;
  }

  int count() {
    return count;
  }

  boolean isOrdered() {
    Instant last = Instant.MIN;
    for (List<Event> batch : batches) {
      for (Event event : batch) {
        if (event.timestamp().isBefore(last)) {
          return false;
        }
        last = event.timestamp();
      }
    }
    return true;
  }

  /** Orders the events by timestamp; equal timestamps stay as they came. */
  void sort() {
    List<Event> all = new ArrayList<>(count);
    batches.forEach(all::addAll);
    all.sort(Comparator.comparing(Event::timestamp));
    batches.clear();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(List.copyOf(all.subList(from, Math.min(from + BATCH, all.size()))));
    }
  }

  @Override
  public List<Event> next() {
    List<Event> batch = batches.isEmpty() ? List.of() : batches.remove();
    count -= batch.size();
    return batch;
  }

  @Override
  public void close() {
    batches.clear();
    count = 0;
  }
}
