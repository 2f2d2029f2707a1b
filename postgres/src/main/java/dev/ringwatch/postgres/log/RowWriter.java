package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as rows of a binary COPY, with a hole where the sequence number goes. Format:
 * PostgreSQL's manual on COPY, "Binary Format". Used by one thread; O(bytes).
 */
final class RowWriter {

  /** From the beginning of a row to its sequence number: number of fields, length of the first. */
  static final int SEQ_OFFSET = Short.BYTES + Integer.BYTES;

  private static final int FIXED_BYTES = 128;

  private ByteBuffer buffer;

  /** A writer that has room for so many bytes before it must grow. */
  RowWriter(int bytes) {
    buffer = ByteBuffer.allocate(bytes);
  }

  /** How many bytes were written. */
  int position() {
    return buffer.position();
  }

  /** What was written; the rest of the array is room. The writer is done with it. */
  byte[] array() {
    return buffer.array();
  }

  /** Writes an event. */
  void write(Event event, Instant receivedAt) {
    ensure(FIXED_BYTES);
    buffer.putShort((short) EventColumns.WRITTEN_COUNT);
    buffer.putInt(Long.BYTES).putLong(0);
    time(event.timestamp());
    text(event.id());
    text(event.account().value());
    text(event.action());
    text(event.ip());
    text(event.device());
    text(event.session());
    text(event.target());
    text(event.targetOwner());
    ensure(FIXED_BYTES);
    buffer.putInt(Short.BYTES).putShort(EventColumns.number(event.outcome()));
    buffer.putInt(1).put((byte) (event.enforced() ? 1 : 0));
    text(event.payment());
    text(event.userAgent());
    text(event.country());
    time(event.accountCreatedAt());
    text(event.source());
    attributes(event.attributes());
    time(receivedAt);
  }

  private void time(@Nullable Instant time) {
    ensure(FIXED_BYTES);
    if (time == null) {
      buffer.putInt(EventColumns.NULL);
    } else {
      buffer.putInt(Long.BYTES).putLong(EventColumns.micros(time));
    }
  }

  private void text(@Nullable String text) {
    if (text == null) {
      ensure(Integer.BYTES);
      buffer.putInt(EventColumns.NULL);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ensure(bytes.length + Integer.BYTES);
    buffer.putInt(bytes.length).put(bytes);
  }

  private void attributes(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      text(null);
      return;
    }
    byte[] bytes = FlatJson.text(attributes).getBytes(StandardCharsets.UTF_8);
    ensure(bytes.length + Integer.BYTES + 1);
    buffer.putInt(bytes.length + 1).put(EventColumns.JSONB_VERSION).put(bytes);
  }

  private void ensure(int bytes) {
    if (buffer.remaining() < bytes) {
      int larger = Math.addExact(buffer.position(), Math.max(buffer.position(), bytes));
      buffer = ByteBuffer.allocate(larger).put(buffer.flip());
    }
  }
}
