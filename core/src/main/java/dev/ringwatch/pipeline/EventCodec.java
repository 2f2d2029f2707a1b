package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events in a written state or a message between steps, exactly as they are. */
public final class EventCodec {

  // What an event's first number says besides which texts are there.
  private static final int ENFORCED = 1;
  private static final int CREATED = 1 << 1;
  private static final int OUTCOME_SHIFT = 2;
  private static final int TEXTS_SHIFT = 4;

  private static final List<Outcome> OUTCOMES =
      List.of(Outcome.UNKNOWN, Outcome.SUCCESS, Outcome.FAILURE);

  private EventCodec() {}

  /** Writes an event. */
  public static void write(Event event, BlockWriter out) throws IOException {
    @Nullable String[] texts = {
      event.ip(),
      event.device(),
      event.session(),
      event.target(),
      event.targetOwner(),
      event.payment(),
      event.userAgent(),
      event.country(),
      event.source()
    };
    Instant createdAt = event.accountCreatedAt();
    int there = (event.enforced() ? ENFORCED : 0) | (createdAt == null ? 0 : CREATED);
    there |= OUTCOMES.indexOf(event.outcome()) << OUTCOME_SHIFT;
    for (int i = 0; i < texts.length; i++) {
      there |= texts[i] == null ? 0 : 1 << (TEXTS_SHIFT + i);
    }
    out.putInt(there);
    out.putText(event.id());
    out.putText(event.account().value());
    out.putText(event.action());
    write(event.timestamp(), out);
    if (createdAt != null) {
      write(createdAt, out);
    }
    for (String text : texts) {
      if (text != null) {
        out.putText(text);
      }
    }
    write(event.attributes(), out);
  }

  private static void write(Instant instant, BlockWriter out) throws IOException {
    out.putLong(instant.getEpochSecond());
    out.putInt(instant.getNano());
  }

  /** By name: the order of an immutable map differs from process to process. */
  private static void write(Map<String, String> attributes, BlockWriter out) throws IOException {
    out.putInt(attributes.size());
    if (!attributes.isEmpty()) {
      for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
        out.putText(attribute.getKey());
        out.putText(attribute.getValue());
      }
    }
  }

  /** The event that {@link #write} wrote. */
  public static Event read(BlockReader in) throws IOException {
    int there = in.readInt();
    String id = in.readText();
    AccountId account = new AccountId(in.readText());
    Event.Builder event = Event.builder(account, in.readText(), readInstant(in)).id(id);
    event.enforced((there & ENFORCED) != 0);
    event.outcome(OUTCOMES.get(there >>> OUTCOME_SHIFT & 3));
    event.accountCreatedAt((there & CREATED) == 0 ? null : readInstant(in));
    int texts = there >>> TEXTS_SHIFT;
    event
        .ip(readText(texts, 0, in))
        .device(readText(texts, 1, in))
        .session(readText(texts, 2, in))
        .target(readText(texts, 3, in))
        .targetOwner(readText(texts, 4, in))
        .payment(readText(texts, 5, in))
        .userAgent(readText(texts, 6, in))
        .country(readText(texts, 7, in))
        .source(readText(texts, 8, in));
    return event.attributes(readAttributes(in)).build();
  }

  private static Instant readInstant(BlockReader in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readCount());
  }

  private static @Nullable String readText(int texts, int place, BlockReader in)
      throws IOException {
    return (texts >>> place & 1) == 0 ? null : in.readText();
  }

  private static Map<String, String> readAttributes(BlockReader in) throws IOException {
    int count = in.readCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(in.readText(), in.readText());
    }
    return attributes;
  }
}
