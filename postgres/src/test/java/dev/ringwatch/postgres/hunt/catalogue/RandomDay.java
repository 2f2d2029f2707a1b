package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Small random days in which much coincides. */
final class RandomDay {

  private static final List<String> ACTIONS =
      List.of("login", "like", "post", "password_change", "refund", "purchase");

  private static final List<Outcome> OUTCOMES =
      List.of(Outcome.SUCCESS, Outcome.FAILURE, Outcome.UNKNOWN);

  private RandomDay() {}

  /** So many events of two hours, in the order of time, whole seconds apart or at once. */
  static List<Event> of(long seed, int count, Instant from) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] seconds = random.ints(count, 0, 7200).sorted().toArray();
    return Arrays.stream(seconds)
        .mapToObj(second -> event(random, from.plusSeconds(second)))
        .toList();
  }

  private static Event event(SplittableRandom random, Instant moment) {
    int account = random.nextInt(20);
    Instant created = moment.minus(Duration.ofDays(account < 8 ? 2 : 200));
    return act("account-" + account, ACTIONS.get(random.nextInt(ACTIONS.size())), moment)
        .id("random-" + random.nextLong())
        .ip(random.nextInt(10) == 0 ? null : "203.0.113." + random.nextInt(12))
        .device(random.nextInt(10) == 0 ? null : "device-" + random.nextInt(9))
        .target(random.nextInt(10) == 0 ? null : "target-" + random.nextInt(15))
        .payment(random.nextInt(4) == 0 ? "card-" + random.nextInt(3) : null)
        .country(List.of("FR", "DE", "BR").get(random.nextInt(3)))
        .outcome(OUTCOMES.get(random.nextInt(OUTCOMES.size())))
        .enforced(random.nextInt(20) == 0)
        .accountCreatedAt(created)
        .build();
  }
}
