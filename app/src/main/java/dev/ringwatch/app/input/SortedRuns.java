package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.SpillWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An external merge sort: runs of events that fit into memory are sorted and written to disk, and
 * merged while they are read (Knuth, The Art of Computer Programming 3, 5.4). Memory holds one run
 * while writing and 64 KB a run while merging. Used by one thread.
 */
final class SortedRuns {

  /** So many files are merged at once; more runs are first merged into one. */
  private static final int MAX_RUNS = 256;

  private final EventDecoder decoder;
  private final TemporaryFiles files;
  private final List<Path> runs = new ArrayList<>();
  private long events;

  SortedRuns(EventDecoder decoder, TemporaryFiles files) {
    this.decoder = decoder;
    this.files = files;
  }

  /** Adds what is held as a run; it is empty afterwards. */
  void add(HeldEvents held) throws IOException {
    events += held.count();
    held.sort();
    if (runs.size() == MAX_RUNS) {
      Path merged = write(merged());
      runs.clear();
      runs.add(merged);
    }
    runs.add(write(held));
  }

  /** How many events there are. */
  long events() {
    return events;
  }

  /** All events in order. The runs are deleted as they are closed. */
  EventStream merged() throws IOException {
    List<EventStream> streams = new ArrayList<>();
    for (Path run : runs) {
      streams.add(new Run(run, decoder.openSpilled(Files.newInputStream(run))));
    }
    return new MergedEvents(streams);
  }

  private Path write(EventStream stream) throws IOException {
    Path file = files.create();
    try (stream;
        SpillWriter writer = new SpillWriter(Files.newOutputStream(file))) {
      for (List<Event> batch = stream.next(); !batch.isEmpty(); batch = stream.next()) {
        for (Event event : batch) {
          writer.write(event);
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "sorting on disk in " + file.getParent() + " failed: " + e.getMessage(), e);
    }
    return file;
  }

  /**
   * A run that is gone once it is closed.
   *
   * @param file where it is
   * @param stream its events
   */
  private record Run(Path file, EventStream stream) implements EventStream {

    @Override
    public List<Event> next() throws IOException {
      return stream.next();
    }

    @Override
    public void close() throws IOException {
      stream.close();
      Files.deleteIfExists(file);
    }
  }
}
