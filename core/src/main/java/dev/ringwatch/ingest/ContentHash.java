package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.StableHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A 128-bit hash of an event's fields other than its id, the same in every run. Not cryptographic:
 * two events that someone made collide get two ordinals and stay two.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record ContentHash(long high, long low) implements Comparable<ContentHash> {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final int DIGITS = 16;
  private static final int ID_LENGTH = 2 * DIGITS + 3;
  private static final long HIGH_SEED = 0x52696E6777617463L;
  private static final long LOW_SEED = 0x6820636F6E74656EL;

  /** The hash of an event's content. */
  static ContentHash of(Event event) {
    byte[] bytes = text(event).getBytes(StandardCharsets.UTF_8);
    long high = HIGH_SEED ^ bytes.length;
    long low = LOW_SEED ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long block = (long) LONGS.get(bytes, at);
      high = StableHash.mix(high ^ block) + HIGH_SEED;
      low = StableHash.mix(low ^ block) + LOW_SEED;
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
    }
    return new ContentHash(StableHash.mix(high ^ rest), StableHash.mix(low ^ rest));
  }

  /** The id of the n-th equal event, from 0. */
  String id(int ordinal) {
    byte[] text = new byte[ID_LENGTH];
    text[0] = 'c';
    text[1] = '-';
    for (int digit = 0; digit < DIGITS; digit++) {
      int shift = Long.SIZE - 4 * (digit + 1);
      text[2 + digit] = HEX[(int) (high >>> shift) & 0xF];
      text[2 + DIGITS + digit] = HEX[(int) (low >>> shift) & 0xF];
    }
    text[ID_LENGTH - 1] = '-';
    return new String(text, StandardCharsets.ISO_8859_1) + ordinal;
  }

  @Override
  public int compareTo(ContentHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** All fields, each with its length before it, so that different events have different texts. */
  private static String text(Event event) {
    StringBuilder text = new StringBuilder(256);
    Instant timestamp = event.timestamp();
    text.append(timestamp.getEpochSecond()).append('.').append(timestamp.getNano());
    text.append(event.outcome()).append(event.enforced());
    add(text, event.account().value());
    add(text, event.action());
    add(text, event.ip());
    add(text, event.device());
    add(text, event.session());
    add(text, event.target());
    add(text, event.targetOwner());
    add(text, event.payment());
    add(text, event.userAgent());
    add(text, event.country());
    add(text, event.source());
    add(text, event.accountCreatedAt() == null ? null : event.accountCreatedAt().toString());
    addAttributes(text, event.attributes());
    return text.toString();
  }

  private static void addAttributes(StringBuilder text, Map<String, String> attributes) {
    if (!attributes.isEmpty()) {
      new TreeMap<>(attributes)
          .forEach((name, value) -> {
            add(text, name);
            add(text, value);
          });
    }
  }

  private static void add(StringBuilder text, @Nullable String field) {
    if (field == null) {
      text.append('~');
    } else {
      text.append(field.length()).append(':').append(field);
    }
  }
}
