package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void readsTheEventsThatWereWritten(long seed) throws IOException {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(event(random));
    }
    assertThat(read(write(events))).as("seed %s", seed).isEqualTo(events);
  }

  @Test
  void readsNothingFromNothing() throws IOException {
    assertThat(read(write(List.of()))).isEmpty();
  }

  @Test
  void saysThatAFileEndsEarly() throws IOException {
    byte[] bytes = write(List.of(event(new Random(1)), event(new Random(2))));
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(EOFException.class);
  }

  private static byte[] write(List<Event> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SpillWriter writer = new SpillWriter(bytes)) {
      for (Event event : events) {
        writer.write(event);
      }
    }
    return bytes.toByteArray();
  }

  private static List<Event> read(byte[] bytes) throws IOException {
    List<Event> events = new ArrayList<>();
    EventDecoder decoder = new EventDecoder(Decoded.OPTIONS);
    try (EventStream stream = decoder.openSpilled(new ByteArrayInputStream(bytes))) {
      for (List<Event> batch = stream.next(); !batch.isEmpty(); batch = stream.next()) {
        events.addAll(batch);
      }
    }
    return events;
  }

  private static Event event(Random random) {
    Instant timestamp = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    Event.Builder event =
        Event.builder(new AccountId("a" + text(random)), "b" + text(random), timestamp);
    Map<String, String> attributes = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      attributes.put(text(random), "v" + text(random));
    }
    return event
        .id(text(random))
        .ip(text(random))
        .device(text(random))
        .session(text(random))
        .target(text(random))
        .targetOwner(text(random))
        .outcome(List.of(Outcome.values()).get(random.nextInt(3)))
        .enforced(random.nextBoolean())
        .payment(text(random))
        .userAgent(text(random))
        .country(text(random))
        .accountCreatedAt(
            random.nextBoolean() ? null : timestamp.minusSeconds(random.nextInt(1_000)))
        .source(text(random))
        .attributes(attributes)
        .build();
  }

  private static String text(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "é\ud83d\ude00" + random.nextInt(10);
      case 2 -> "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 4_000 : 300)) + "y";
      default -> "t" + random.nextInt(50);
    };
  }
}
