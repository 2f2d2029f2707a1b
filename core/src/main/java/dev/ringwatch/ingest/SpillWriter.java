package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes events compactly for the same process to read again with {@link EventDecoder#openSpilled}:
 * sorting on disk needs that. About 100 bytes an event; no format to keep anything in. Used by one
 * thread.
 */
public final class SpillWriter implements Closeable {

  private static final int FLUSH_BYTES = 1 << 16;

  private final OutputStream out;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * FLUSH_BYTES);

  /** A writer to a stream, which needs no buffer of its own. */
  public SpillWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes an event. */
  public void write(Event event) throws IOException {
    int start = buffer.position();
    ensure(Integer.BYTES);
    buffer.putInt(0);
    writeFacts(event);
    writeText(event.id());
    writeText(event.account().value());
    writeText(event.action());
    writeText(event.ip());
    writeText(event.device());
    writeText(event.session());
    writeText(event.target());
    writeText(event.targetOwner());
    writeText(event.payment());
    writeText(event.userAgent());
    writeText(event.country());
    writeText(event.source());
    event
        .attributes()
        .forEach((name, value) -> {
          writeText(name);
          writeText(value);
        });
    buffer.putInt(start, buffer.position() - start - Integer.BYTES);
    if (buffer.position() > FLUSH_BYTES) {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void writeFacts(Event event) {
    Instant createdAt = event.accountCreatedAt();
    ensure(2 * (Long.BYTES + Integer.BYTES) + 1);
    int flags = outcome(event.outcome()) | (event.enforced() ? SpillReader.ENFORCED : 0);
    buffer.put((byte) (flags | (createdAt == null ? 0 : SpillReader.CREATED)));
    writeInstant(event.timestamp());
    if (createdAt != null) {
      writeInstant(createdAt);
    }
  }

  private void writeInstant(Instant instant) {
    buffer.putLong(instant.getEpochSecond());
    buffer.putInt(instant.getNano());
  }

  private static int outcome(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> SpillReader.SUCCESS;
      case FAILURE -> SpillReader.FAILURE;
      case UNKNOWN -> 0;
    };
  }

  private void writeText(@Nullable String textOrNull) {
    String text = textOrNull == null ? "" : textOrNull;
    int length = text.length();
    ensure(length + Integer.BYTES);
    int start = buffer.position();
    buffer.putInt(length);
    for (int at = 0; at < length; at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        buffer.position(start);
        writeEncoded(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      buffer.put((byte) c);
    }
  }

  private void writeEncoded(byte[] encoded) {
    ensure(encoded.length + Integer.BYTES);
    buffer.putInt(encoded.length).put(encoded);
  }

  private void ensure(int count) {
    if (buffer.remaining() < count) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (buffer.position() + count));
      buffer = larger.put(buffer.flip());
    }
  }
}
