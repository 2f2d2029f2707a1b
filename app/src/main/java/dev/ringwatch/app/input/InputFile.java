package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.ingest.EventStream;
import dev.ringwatch.ingest.Rejected;
import dev.ringwatch.ingest.Table;
import dev.ringwatch.ingest.UnreadableInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A file that can be read more than once, and how far that has come. The counts may be read by any
 * thread.
 */
final class InputFile {

  /** What the user writes for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final double UNKNOWN = -1;

  private final String name;
  private final Path path;
  private final AtomicLong events = new AtomicLong();
  private final long bytes;
  private final AtomicLong lookedThrough = new AtomicLong();
  private final AtomicLong decoded = new AtomicLong();
  private volatile boolean ordered;
  private volatile double deliveredShare = UNKNOWN;

  InputFile(String name, Path path) throws IOException {
    this.name = name;
    this.path = path;
    this.bytes = Files.size(path);
  }

  /**
   * Checks that an input exists and may be read.
   *
   * @throws UnreadableInputException if not
   */
  static void check(String input) {
    Path path = Path.of(input);
    if (input.equals(STANDARD_INPUT)) {
      return;
    }
    if (!Files.exists(path)) {
      throw new UnreadableInputException(input + " does not exist");
    }
    if (Files.isDirectory(path)) {
      throw new UnreadableInputException(
          input + " is a directory; name the files in it, for example " + path.resolve("*.csv.gz"));
    }
    if (!Files.isReadable(path)) {
      throw new UnreadableInputException(input + " may not be read; check its permissions");
    }
  }

  /** The name to show to the user. */
  String name() {
    return name;
  }

  long bytes() {
    return bytes;
  }

  /** How many bytes it took so far to find out or to make the order. */
  long orderedBytes() {
    return ordered ? bytes : Math.max(lookedThrough.get(), decoded.get());
  }

  /** How many bytes the delivered events took. */
  long deliveredBytes() {
    double share = deliveredShare;
    return share != UNKNOWN ? (long) (bytes * share) : ordered ? decoded.get() : 0;
  }

  /**
   * Whether its events come in the order of their timestamps.
   *
   * @throws UnreadableInputException naming the file, if it cannot be used
   */
  boolean isOrdered(EventDecoder decoder) throws IOException {
    try {
      Table table = TableFormat.open(path, lookedThrough::set);
      if (table != null) {
        return decoder.isOrdered(table);
      }
      try (InputStream in = new Counting(Files.newInputStream(path), lookedThrough)) {
        return decoder.isOrdered(in);
      }
    } catch (UnreadableInputException e) {
      throw e.of(name);
    }
  }

  /**
   * Opens the events.
   *
   * @throws UnreadableInputException naming the file, now or later, if it cannot be used
   */
  EventStream open(EventDecoder decoder, Consumer<Rejected> rejected) throws IOException {
    try {
      return new Named(name, decode(decoder, rejected));
    } catch (UnreadableInputException e) {
      throw e.of(name);
    }
  }

  private EventStream decode(EventDecoder decoder, Consumer<Rejected> rejected) throws IOException {
    Table table = TableFormat.open(path, decoded::set);
    if (table != null) {
      return decoder.open(table, rejected);
    }
    InputStream in = new Counting(Files.newInputStream(path), decoded);
    try {
      return decoder.open(in, rejected);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Says that so many more events were delivered. */
  void addEvents(int count) {
    events.addAndGet(count);
  }

  /** How many events were delivered. */
  long events() {
    return events.get();
  }

  /** Says that the order is known now; from here on what is decoded is delivered. */
  void markOrdered() {
    ordered = true;
  }

  /** Says what share of the events was delivered, where they were all decoded before. */
  void markDelivered(double share) {
    deliveredShare = share;
  }

  /**
   * Names the file in what is said about it.
   *
   * @param name the file's
   * @param events what it holds
   */
  private record Named(String name, EventStream events) implements EventStream {

    @Override
    public List<Event> next() throws IOException {
      try {
        return events.next();
      } catch (UnreadableInputException e) {
        throw e.of(name);
      }
    }

    @Override
    public void close() throws IOException {
      events.close();
    }
  }

  /** Counts what is read. */
  private static final class Counting extends FilterInputStream {

    private final AtomicLong count;

    Counting(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count.addAndGet(Math.max(read, 0));
      return read;
    }
  }
}
