package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile that was written and read, or copied, is the one it was made from. */
class ProfileStateTest {

  private static final AccountId ANNA = new AccountId("anna");
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** So few values that sketches overflow, and so few days that some are forgotten. */
  private static final ProfileConfig CONFIG =
      new ProfileConfig(3, Duration.ofMinutes(30), 8, HashKey.PUBLIC);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void goesOnAsIfItHadNeverBeenWrittenOrCopied(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = randomEvents(random);
    int cut = random.nextInt(events.size());
    Profile profile = new Profile(ANNA, CONFIG);
    apply(events.subList(0, cut), profile);
    byte[] then = written(profile);
    Profile copy = profile.copy();
    Profile read = read(then);
    assertThat(written(copy)).isEqualTo(then);
    apply(events.subList(cut, events.size()), copy);
    assertThat(written(profile)).as("untouched by its copy").isEqualTo(then);
    apply(events.subList(cut, events.size()), read);
    apply(events.subList(cut, events.size()), profile);
    assertThat(written(copy)).isEqualTo(written(profile));
    assertThat(written(read)).isEqualTo(written(profile));
    assertThat(copy.vector().values()).isEqualTo(profile.vector().values());
    assertThat(read.vector().values()).isEqualTo(profile.vector().values());
    assertThat(read.lastEvent()).isEqualTo(profile.lastEvent());
  }

  @Test
  void readsAnAccountThatSaysNothingAndOneThatSaysAll() throws IOException {
    Profile nothing = new Profile(ANNA, CONFIG);
    assertThat(written(read(written(nothing)))).isEqualTo(written(nothing));
    assertThat(nothing.lastEvent()).isEmpty();
    Profile all = new Profile(ANNA, CONFIG);
    Instant aDayBeforeNearly = START.minusSeconds(86_400).plusNanos(5);
    all.apply(
        Event.builder(ANNA, "pay", START)
            .id("e")
            .ip("192.0.2.1")
            .device("d")
            .payment("p")
            .userAgent("u")
            .country("c")
            .target("t")
            .accountCreatedAt(aDayBeforeNearly)
            .build());
    all.share(LinkKeyKind.PAYMENT, "p", 4);
    FeatureVector vector = read(written(all)).vector();
    assertThat(vector.value(Feature.PAYMENT_SHARING_MAX)).isEqualTo(3);
    assertThat(vector.value(Feature.DISTINCT_COUNTRIES)).isEqualTo(1);
    assertThat(vector.value(Feature.ACCOUNT_AGE_DAYS)).isEqualTo(86_399 / 86_400.0);
  }

  /** More active minutes than one hour has: those before it are not kept. */
  @Test
  void readsAnAccountThatActsInEveryMinute() throws IOException {
    Profile busy = new Profile(ANNA, CONFIG);
    for (int minute = 0; minute < 150; minute++) {
      busy.apply(Event.builder(ANNA, "like", START.plusSeconds(60L * minute)).id("e").build());
    }
    Profile read = read(written(busy));
    assertThat(read.vector().values()).isEqualTo(busy.vector().values());
    assertThat(read.vector().value(Feature.ACTIONS_60M_MAX)).isEqualTo(60);
  }

  private static void apply(List<Event> events, Profile profile) {
    for (Event event : events) {
      profile.apply(event);
      int accounts = 1 + Math.floorMod(event.id().hashCode(), 9);
      if (event.device() != null && accounts > 4) {
        profile.share(LinkKeyKind.DEVICE, event.device(), accounts);
      }
      if (event.payment() != null && accounts > 6) {
        profile.share(LinkKeyKind.PAYMENT, event.payment(), accounts);
      }
    }
  }

  private static byte[] written(Profile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter writer = new BlockWriter(out);
    profile.writeTo(writer);
    writer.finish();
    return out.toByteArray();
  }

  private static Profile read(byte[] bytes) throws IOException {
    BlockReader in = new BlockReader(new ByteArrayInputStream(bytes));
    Profile profile = new Profile(ANNA, CONFIG, in);
    in.finish();
    return profile;
  }

  /** Busy hours on a handful of days, mostly in order, with devices and addresses that change. */
  private static List<Event> randomEvents(SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    int values = 1 + random.nextInt(12);
    for (int i = 0; i < 250; i++) {
      long hour = 24L * random.nextInt(5) + 8 + random.nextInt(3);
      Instant at = START.plusSeconds(3_600 * hour + random.nextInt(3_600));
      events.add(
          Event.builder(ANNA, "action" + random.nextInt(values), at)
              .id("e" + i)
              .ip(maybe("10.0.0." + random.nextInt(values), random))
              .device(maybe("d" + random.nextInt(values), random))
              .payment(maybe("p" + random.nextInt(values), random))
              .userAgent(maybe("ua" + random.nextInt(values), random))
              .country(maybe("c" + random.nextInt(values), random))
              .target(maybe("t" + random.nextInt(values), random))
              .outcome(List.of(Outcome.values()).get(random.nextInt(3)))
              .enforced(random.nextInt(9) == 0)
              .accountCreatedAt(random.nextInt(50) == 0 ? START.minusNanos(i) : null)
              .build());
    }
    events.sort(Comparator.comparing(Event::timestamp));
    for (int late = 0; late < 5; late++) {
      events.add(random.nextInt(events.size()), events.remove(random.nextInt(events.size())));
    }
    return events;
  }

  private static String maybe(String value, SplittableRandom random) {
    return random.nextInt(4) == 0 ? "" : value;
  }
}
