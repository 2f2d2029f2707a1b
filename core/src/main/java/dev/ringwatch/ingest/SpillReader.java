package dev.ringwatch.ingest;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SpillWriter} wrote. Used by one thread. */
final class SpillReader implements EventStream {

  // The bits of an event's flags.
  static final int SUCCESS = 1;
  static final int FAILURE = 2;
  static final int ENFORCED = 4;
  static final int CREATED = 8;

  private static final int BATCH = 256;
  private static final int INITIAL_BYTES = 1 << 16;
  private static final Column[] TEXTS = {
    Column.EVENT_ID,
    Column.ACCOUNT_ID,
    Column.ACTION,
    Column.IP,
    Column.DEVICE_ID,
    Column.SESSION_ID,
    Column.TARGET,
    Column.TARGET_OWNER,
    Column.PAYMENT_ID,
    Column.USER_AGENT,
    Column.COUNTRY,
    Column.SOURCE
  };

  private final InputStream in;
  private final FieldValues values;
  private final Row row = new Row();
  private ByteBuffer buffer = ByteBuffer.allocate(INITIAL_BYTES).limit(0);

  SpillReader(InputStream in, FieldValues values) {
    this.in = in;
    this.values = values;
  }

  @Override
  public List<Event> next() throws IOException {
    List<Event> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH && has(Integer.BYTES, true)) {
      int length = buffer.getInt();
      has(length, false);
      batch.add(read(buffer.position() + length));
    }
    return batch;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Event read(int end) {
    int flags = buffer.get();
    Instant timestamp = readInstant();
    Instant createdAt = (flags & CREATED) == 0 ? null : readInstant();
    row.reset(buffer.array());
    for (Column column : TEXTS) {
      int length = buffer.getInt();
      if (length > 0) {
        row.set(column, buffer.position(), buffer.position() + length);
      }
      buffer.position(buffer.position() + length);
    }
    while (buffer.position() < end) {
      String name = readName();
      int length = buffer.getInt();
      row.addAttribute(name, buffer.position(), buffer.position() + length);
      buffer.position(buffer.position() + length);
    }
    AccountId account = required(values.account(row));
    String action = required(values.action(row)).name();
    return EventAssembler.build(
        values,
        row,
        new EventAssembler.Facts(
            account, action, timestamp, outcome(flags), (flags & ENFORCED) != 0, createdAt));
  }

  private static Outcome outcome(int flags) {
    return (flags & SUCCESS) != 0
        ? Outcome.SUCCESS
        : (flags & FAILURE) != 0 ? Outcome.FAILURE : Outcome.UNKNOWN;
  }

  private Instant readInstant() {
    long seconds = buffer.getLong();
    return Instant.ofEpochSecond(seconds, buffer.getInt());
  }

  private String readName() {
    int length = buffer.getInt();
    int from = buffer.position();
    buffer.position(from + length);
    return values.attributeName(buffer.array(), from, from + length);
  }

  /**
   * Makes sure that so many bytes are in the buffer; false at the end, which may come only between
   * events.
   */
  private boolean has(int count, boolean mayEnd) throws IOException {
    if (buffer.remaining() >= count) {
      return true;
    }
    ByteBuffer target =
        buffer.capacity() >= count ? buffer : ByteBuffer.allocate(2 * count).put(buffer).flip();
    buffer = target.compact();
    while (buffer.position() < count) {
      int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
      if (read < 0) {
        if (mayEnd && buffer.position() == 0) {
          buffer.flip();
          return false;
        }
        throw new EOFException("a temporary file of sorted events ends early");
      }
      buffer.position(buffer.position() + read);
    }
    buffer.flip();
    return true;
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a temporary file of sorted events is damaged");
    }
    return value;
  }
}
