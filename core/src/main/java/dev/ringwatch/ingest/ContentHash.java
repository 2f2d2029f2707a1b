package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.StableHash;
import java.time.Instant;
import java.util.HexFormat;
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

  private static final long HIGH_SEED = 0x52696E6777617463L;
  private static final long LOW_SEED = 0x6820636F6E74656EL;

  /** The hash of an event's content. */
  static ContentHash of(Event event) {
    String text = text(event);
    return new ContentHash(StableHash.of(text, HIGH_SEED), StableHash.of(text, LOW_SEED));
  }

  /** The id of the n-th equal event, from 0. */
  String id(int ordinal) {
    HexFormat hex = HexFormat.of();
    return "c-" + hex.toHexDigits(high) + hex.toHexDigits(low) + "-" + ordinal;
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
