package dev.ringwatch.postgres.events;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Events over three days that have few different values and many equal times. */
final class RepetitiveEvents {

  private static final int SECONDS = 100_000;
  private static final int STEP = 500;
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

  private RepetitiveEvents() {}

  static List<Event> of(SplittableRandom random, Instant start, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = start.plusSeconds((long) (random.nextInt(SECONDS) / STEP) * STEP);
      events.add(
          Event.builder(
                  new AccountId("account" + random.nextInt(9)), "act" + random.nextInt(3), time)
              .id(Long.toHexString(random.nextLong()))
              .ip(maybe(random, "10.0.0."))
              .device(maybe(random, "d"))
              .session(maybe(random, "s"))
              .target(maybe(random, "t"))
              .payment(maybe(random, "p"))
              .country(maybe(random, "c"))
              .source(maybe(random, "from"))
              .outcome(OUTCOMES.get(random.nextInt(3)))
              .build());
    }
    return events;
  }

  private static @Nullable String maybe(SplittableRandom random, String start) {
    return random.nextInt(3) == 0 ? null : start + random.nextInt(5);
  }

  /** An event whose fields all have one value. */
  static Event withAll(String value, Instant time) {
    return Event.builder(new AccountId(value), value, time)
        .id(value)
        .ip(value)
        .device(value)
        .session(value)
        .target(value)
        .payment(value)
        .country(value)
        .source(value)
        .build();
  }
}
