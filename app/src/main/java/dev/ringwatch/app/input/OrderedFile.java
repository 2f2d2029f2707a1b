package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens a file's events in the order of their timestamps.
 *
 * <p>A file that fits into memory is sorted there. Of a larger one the first part is decoded: if
 * that is in order, the timestamps of the whole file are looked through, which is several times
 * faster than decoding it, and if all is in order, decoding goes on as events are asked for, and
 * nothing is written. Only a file that is out of order is sorted on disk. Either way every line is
 * decoded once, so it is rejected once, and no event leaves before the order is known.
 */
final class OrderedFile {

  private final EventDecoder decoder;
  private final TemporaryFiles temporary;
  private final int eventsInMemory;

  OrderedFile(EventDecoder decoder, TemporaryFiles temporary, int eventsInMemory) {
    this.decoder = decoder;
    this.temporary = temporary;
    this.eventsInMemory = eventsInMemory;
  }

  /** Opens a file. */
  EventStream open(InputFile file, Consumer<Rejected> rejected) throws IOException {
    EventStream decoded = file.open(decoder, rejected);
    try {
      return open(file, decoded);
    } catch (IOException | RuntimeException e) {
      decoded.close();
      throw e;
    }
  }

  private EventStream open(InputFile file, EventStream decoded) throws IOException {
    HeldEvents first = new HeldEvents();
    boolean more = first.take(decoded, eventsInMemory);
    boolean ordered = first.isOrdered();
    if (!more) {
      decoded.close();
      if (!ordered) {
        first.sort();
      }
      file.markOrdered();
      return new Delivered(file, first, first.count());
    }
    if (ordered && file.isOrdered(decoder)) {
      file.markOrdered();
      return new Continued(file, first, decoded);
    }
    return sorted(file, first, decoded);
  }

  private EventStream sorted(InputFile file, HeldEvents first, EventStream decoded)
      throws IOException {
    SortedRuns runs = new SortedRuns(decoder, temporary);
    try (decoded) {
      boolean more = true;
      while (more) {
        runs.add(first);
        more = first.take(decoded, eventsInMemory);
      }
      if (first.count() > 0) {
        runs.add(first);
      }
    }
    file.markOrdered();
    return new Delivered(file, runs.merged(), runs.events());
  }

  /** Tells the progress by the number of events. */
  private static final class Delivered implements EventStream {

    private final InputFile file;
    private final EventStream events;
    private final long total;
    private long delivered;

    Delivered(InputFile file, EventStream events, long total) {
      this.file = file;
      this.events = events;
      this.total = Math.max(total, 1);
      file.markDelivered(0);
    }

    @Override
    public List<Event> next() throws IOException {
      List<Event> batch = events.next();
      delivered += batch.size();
      file.addEvents(batch.size());
      file.markDelivered(batch.isEmpty() ? 1 : (double) delivered / total);
      return batch;
    }

    @Override
    public void close() throws IOException {
      events.close();
    }
  }

  /** The events that are held, then those that are still to be decoded. */
  private static final class Continued implements EventStream {

    private final InputFile file;
    private final HeldEvents held;
    private final EventStream rest;
    private Instant last = Instant.MIN;

    Continued(InputFile file, HeldEvents held, EventStream rest) {
      this.file = file;
      this.held = held;
      this.rest = rest;
    }

    @Override
    public List<Event> next() throws IOException {
      List<Event> batch = held.count() > 0 ? held.next() : rest.next();
      file.addEvents(batch.size());
      for (Event event : batch) {
        if (event.timestamp().isBefore(last)) {
          throw new UnreadableInputException(
              file.name() + " was changed while it was being read; copy it and read the copy");
        }
        last = event.timestamp();
      }
      return batch;
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
