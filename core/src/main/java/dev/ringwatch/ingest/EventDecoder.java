package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads events from CSV (comma, semicolon, tab or pipe), from JSON lines and from JSON arrays, each
 * plain or compressed with gzip; which of them it is, the first bytes tell. Reads them from a
 * {@link Table} under the same rules. Streams opened from one decoder share what they remember of
 * repeated texts, so equal accounts and addresses are mostly the same objects. Used by one thread
 * at a time.
 */
public final class EventDecoder {

  private static final int BATCH = 1_024;

  private final DecodeOptions options;
  private final ColumnNames names;
  private final FieldValues values;

  /** A decoder that reads input in one way. */
  public EventDecoder(DecodeOptions options) {
    this(
        options,
        new ColumnNames(options.mapping()),
        new FieldValues(options.limits().maxFieldChars()));
  }

  private EventDecoder(DecodeOptions options, ColumnNames names, FieldValues values) {
    this.options = options;
    this.names = names;
    this.values = values;
  }

  /**
   * The same decoder at another present. They share what they remember, so that one thread at a
   * time may use either.
   */
  public EventDecoder at(Instant now) {
    return new EventDecoder(options.withNow(now), names, values);
  }

  /**
   * Reads a whole input: every event and every rejection, in the order of the input, so that who
   * counts both knows the place of each. Does not close the input.
   *
   * @throws UnreadableInputException if the input as a whole cannot be used
   */
  public void decode(InputStream in, Consumer<Event> events, Consumer<Rejected> rejected)
      throws IOException {
    new RowEvents(rows(in, rejected), rejected).forEach(events);
  }

  /**
   * Opens an input. Its events come in the input's order; what is no event goes to {@code
   * rejected}, during {@link EventStream#next}. Closing the stream closes the input.
   *
   * @throws UnreadableInputException if the input as a whole cannot be used
   */
  public EventStream open(InputStream in, Consumer<Rejected> rejected) throws IOException {
    return new RowEvents(rows(in, rejected), rejected);
  }

  /**
   * Opens a table; all else is as for {@link #open(InputStream, Consumer)}. Closing the stream
   * closes the table's cursor.
   */
  public EventStream open(Table table, Consumer<Rejected> rejected) throws IOException {
    return new RowEvents(TableRows.of(table, names, options.limits(), rejected), rejected);
  }

  /**
   * Whether the events of an input come in the order of their timestamps. Looks at nothing but the
   * timestamps, also of rows that are rejected later, and stops at the first that is out of order;
   * about three times as fast as decoding. Reads the input to its end or to that place, and does
   * not close it.
   *
   * @throws UnreadableInputException if the input as a whole cannot be used
   */
  public boolean isOrdered(InputStream in) throws IOException {
    return isOrdered(rows(in, nobody -> {}));
  }

  /** Whether the events of a table come in the order of their timestamps; reads no other column. */
  public boolean isOrdered(Table table) throws IOException {
    try (RowSource rows = TableRows.ofTimestamps(table, names, options.limits())) {
      return isOrdered(rows);
    }
  }

  private boolean isOrdered(RowSource rows) throws IOException {
    Timestamps timestamps = new Timestamps(options.now(), options.maxAhead());
    Row row = new Row();
    long lastSeconds = Long.MIN_VALUE;
    int lastNanos = 0;
    while (rows.next(row)) {
      if (timestamps.read(row.bytes(), row.from(Column.TIMESTAMP), row.to(Column.TIMESTAMP))) {
        long seconds = timestamps.seconds();
        int nanos = timestamps.nanos();
        if (seconds < lastSeconds || (seconds == lastSeconds && nanos < lastNanos)) {
          return false;
        }
        lastSeconds = seconds;
        lastNanos = nanos;
      }
    }
    return true;
  }

  /** Opens events that a {@link SpillWriter} wrote. */
  public EventStream openSpilled(InputStream in) {
    return new SpillReader(in, values);
  }

  private RowSource rows(InputStream in, Consumer<Rejected> rejected) throws IOException {
    Content content = Content.open(in);
    DecodeLimits limits = options.limits();
    return switch (content.firstByte()) {
      case '[' -> new JsonDocument(content, names, limits, rejected);
      case '{' ->
          endsWithinLine(content)
              ? new JsonLines(content, names, limits, rejected)
              : new JsonDocument(content, names, limits, rejected);
      default -> new CsvRows(content, names, limits, rejected);
    };
  }

  /**
   * Whether the first object ends in its line, as far as one can see: a line that holds more than
   * the opening brace.
   */
  private static boolean endsWithinLine(Content content) throws IOException {
    String head = new String(content.head(), StandardCharsets.UTF_8).stripLeading();
    int end = head.indexOf('\n');
    String first = (end < 0 ? head : head.substring(0, end)).strip();
    return first.endsWith("}") || end < 0 || !isUnfinished(first);
  }

  /** Whether a line is the beginning of an object that is written over several lines. */
  private static boolean isUnfinished(String first) {
    return first.equals("{") || first.endsWith(",") || first.endsWith("{") || first.endsWith("[");
  }

  /** Makes events of rows. */
  private final class RowEvents implements EventStream {

    private final RowSource rows;
    private final Consumer<Rejected> rejected;
    private final EventAssembler assembler = new EventAssembler(options, values);
    private final Row row = new Row();

    RowEvents(RowSource rows, Consumer<Rejected> rejected) {
      this.rows = rows;
      this.rejected = rejected;
    }

    @Override
    public List<Event> next() throws IOException {
      List<Event> batch = new ArrayList<>(BATCH);
      while (batch.size() < BATCH && rows.next(row)) {
        assemble(batch::add);
      }
      return batch;
    }

    void forEach(Consumer<Event> events) throws IOException {
      while (rows.next(row)) {
        assemble(events);
      }
    }

    private void assemble(Consumer<Event> events) {
      Event event = assembler.assemble(row);
      if (event == null) {
        rejected.accept(new Rejected(rows.line(), assembler.problem(), rows.text()));
      } else {
        events.accept(event);
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
