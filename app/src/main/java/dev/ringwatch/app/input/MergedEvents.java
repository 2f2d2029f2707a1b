package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges streams that are each in the order of their timestamps into one that is. O(log k) per
 * event at worst, for k streams.
 */
final class MergedEvents implements EventStream {

  private static final int BATCH = 1_024;

  private final List<? extends EventStream> streams;
  private final PriorityQueue<Head> heads = new PriorityQueue<>();
  private boolean started;

  MergedEvents(List<? extends EventStream> streams) {
    this.streams = List.copyOf(streams);
  }

  @Override
  public List<Event> next() throws IOException {
    if (streams.size() == 1) {
      return streams.getFirst().next();
    }
    if (!started) {
      start();
    }
    List<Event> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH && !heads.isEmpty()) {
      Head head = heads.remove();
      head.moveUpTo(heads.peek(), batch);
      if (head.isThere()) {
        heads.add(head);
      }
    }
    return batch;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (EventStream stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void start() throws IOException {
    started = true;
    for (EventStream stream : streams) {
      Head head = new Head(stream);
      if (head.isThere()) {
        heads.add(head);
      }
    }
  }

  /** The events of a stream that are next. */
  private static final class Head implements Comparable<Head> {

    private final EventStream stream;
    private List<Event> batch;
    private int at;

    Head(EventStream stream) throws IOException {
      this.stream = stream;
      this.batch = stream.next();
    }

    boolean isThere() {
      return at < batch.size();
    }

    /** Moves events, at least one, until the rival's come earlier or the target is full. */
    void moveUpTo(@Nullable Head rival, List<Event> target) throws IOException {
      Instant end = rival == null ? Instant.MAX : rival.timestamp();
      do {
        target.add(batch.get(at++));
        if (at == batch.size()) {
          batch = stream.next();
          at = 0;
        }
      } while (target.size() < BATCH && isThere() && timestamp().compareTo(end) <= 0);
    }

    @Override
    public int compareTo(Head other) {
      return timestamp().compareTo(other.timestamp());
    }

    private Instant timestamp() {
      return batch.get(at).timestamp();
    }
  }
}
