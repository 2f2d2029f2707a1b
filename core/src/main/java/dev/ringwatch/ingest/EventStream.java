package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Events one after the other, in batches. Used by one thread at a time. */
public interface EventStream extends Closeable {

  /** The next events, at least one; empty at the end. */
  List<Event> next() throws IOException;
}
