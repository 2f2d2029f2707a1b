package dev.ringwatch.postgres.log;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row that came by binary COPY, one after the other. Used by one thread; O(bytes).
 */
final class RowFields {

  /** Signature, flags and length of the extension, before the first row. */
  private static final int SIGNATURE_BYTES = 11;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = {};
  private int at;
  private boolean isFirst = true;

  /**
   * Goes to the row in the next message of the server, which sends each row in one; the first
   * message begins with the header.
   *
   * @return false if the rows are over
   */
  boolean next(byte[] message) {
    bytes = message;
    at = 0;
    if (isFirst) {
      isFirst = false;
      at = SIGNATURE_BYTES + Integer.BYTES;
      int extension = (int) INTS.get(bytes, at);
      at += Integer.BYTES + extension;
    }
    short fields = (short) SHORTS.get(bytes, at);
    at += Short.BYTES;
    return fields != EventColumns.END_OF_ROWS;
  }

  /** The next field, a number. */
  long number() {
    length();
    long value = (long) LONGS.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  /** The next field, a text that is there. */
  String text() {
    return Objects.requireNonNull(textOrNull(), "a text is null in the event log");
  }

  /** The next fields as an event; the sequence number was read before. */
  Event event() {
    Instant timestamp = EventColumns.time(number());
    String id = text();
    AccountId account = new AccountId(text());
    return Event.builder(account, text(), timestamp)
        .id(id)
        .ip(textOrNull())
        .device(textOrNull())
        .session(textOrNull())
        .target(textOrNull())
        .targetOwner(textOrNull())
        .outcome(outcome())
        .enforced(yesOrNo())
        .payment(textOrNull())
        .userAgent(textOrNull())
        .country(textOrNull())
        .accountCreatedAt(timeOrNull())
        .source(textOrNull())
        .attributes(attributes())
        .build();
  }

  private Outcome outcome() {
    length();
    short number = (short) SHORTS.get(bytes, at);
    at += Short.BYTES;
    return EventColumns.outcome(number);
  }

  private boolean yesOrNo() {
    length();
    return bytes[at++] != 0;
  }

  private @Nullable String textOrNull() {
    int length = length();
    if (length == EventColumns.NULL) {
      return null;
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private @Nullable Instant timeOrNull() {
    if (length() == EventColumns.NULL) {
      return null;
    }
    Instant time = EventColumns.time((long) LONGS.get(bytes, at));
    at += Long.BYTES;
    return time;
  }

  private Map<String, String> attributes() {
    int length = length();
    if (length == EventColumns.NULL) {
      return Map.of();
    }
    String json = new String(bytes, at + 1, length - 1, StandardCharsets.UTF_8);
    at += length;
    return FlatJson.values(json);
  }

  private int length() {
    int length = (int) INTS.get(bytes, at);
    at += Integer.BYTES;
    return length;
  }
}
