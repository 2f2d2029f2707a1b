package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

  private static final AccountId ANNA = new AccountId("anna");
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void equalsTheDefinitions(long seed) {
    List<Event> events = randomEvents(new SplittableRandom(seed));
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    events.forEach(profile::apply);
    ProfileReference expected = new ProfileReference(events);
    for (Feature feature : Feature.values()) {
      if (isSharing(feature) || feature == Feature.PEER_DEVIATION) {
        continue;
      }
      assertThat(profile.vector().value(feature))
          .as("%s, seed %d", feature.label(), seed)
          .satisfies(value -> {
            if (Double.isNaN(expected.value(feature))) {
              assertThat(value).isNaN();
            } else {
              assertThat(value)
                  .isCloseTo(expected.value(feature), within(1e-9 * (1 + expected.value(feature))));
            }
          });
    }
  }

  @Test
  void speaksOfEveryFeatureInTheDefinitions() {
    Set<Feature> known = EnumSet.of(Feature.PEER_DEVIATION);
    for (long seed = 1; seed <= 20; seed++) {
      ProfileReference reference = new ProfileReference(randomEvents(new SplittableRandom(seed)));
      for (Feature feature : Feature.values()) {
        if (isSharing(feature) || !Double.isNaN(reference.value(feature))) {
          known.add(feature);
        }
      }
    }
    assertThat(known).containsExactlyInAnyOrder(Feature.values());
  }

  private static boolean isSharing(Feature feature) {
    return feature.label().contains("sharing");
  }

  private static List<Event> randomEvents(SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(random.nextInt(3) == 0 ? 8 : 150);
    long spanSeconds = random.nextBoolean() ? 3_600 : 5 * 86_400;
    Outcome[] outcomes = Outcome.values();
    boolean sparse = random.nextInt(4) == 0;
    int bareDay = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Instant at =
          START.plusSeconds(random.nextLong(spanSeconds)).plusMillis(random.nextInt(3) * 400L);
      Event.Builder event = Event.builder(ANNA, "action" + random.nextInt(4), at).id("e" + i);
      if (!sparse && Duration.between(START, at).toDays() != bareDay) {
        event
            .ip("10.0.0." + random.nextInt(9))
            .device(random.nextInt(3) == 0 ? null : "d" + random.nextInt(4))
            .target("t" + random.nextInt(30))
            .userAgent("ua" + random.nextInt(2))
            .country(random.nextInt(3) == 0 ? null : "c" + random.nextInt(3))
            .accountCreatedAt(random.nextInt(50) == 0 ? opening(random) : null)
            .outcome(outcomes[random.nextInt(3)])
            .enforced(random.nextInt(20) == 0);
      }
      events.add(event.build());
    }
    events.sort(Comparator.comparing(Event::timestamp).thenComparing(Event::id));
    return events;
  }

  /** Before the log mostly, and now and then after the account's last event. */
  private static Instant opening(SplittableRandom random) {
    return START.minusSeconds(random.nextInt(1_000_000) - 200_000L);
  }

  private static Event login(Instant at, String ip, String device) {
    return Event.builder(ANNA, "login", at).id("e" + at).ip(ip).device(device).build();
  }

  private static Profile profileOf(List<Event> events) {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    events.forEach(profile::apply);
    return profile;
  }

  @Test
  void countsWhatAStrangerDoesAndNotWhatAMovedOwnerDoes() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(login(START.plusSeconds(600L * i), "10.0.0.1", "phone"));
    }
    events.add(login(START.plusSeconds(5_000), "10.0.0.2", "phone"));
    events.add(login(START.plusSeconds(6_000), "10.0.0.2", "laptop"));
    assertThat(profileOf(events).vector().value(Feature.STRANGER_BURST)).isZero();
    for (int i = 0; i < 7; i++) {
      events.add(login(START.plusSeconds(7_000 + 10L * i), "10.0.0.3", "unknown"));
    }
    events.add(login(START.plusSeconds(7_000 + 3_601), "10.0.0.3", "unknown"));
    assertThat(profileOf(events).vector().value(Feature.STRANGER_BURST)).isEqualTo(7);
  }

  @Test
  void takesNobodyForAStrangerBeforeItKnowsTheOwner() {
    for (int before = 2; before <= 3; before++) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < before; i++) {
        events.add(login(START.plusSeconds(600L * i), "10.0.0.1", "phone"));
      }
      for (int i = 0; i < 6; i++) {
        events.add(login(START.plusSeconds(7_000 + 720L * i), "10.0.0.3", "unknown"));
      }
      assertThat(profileOf(events).vector().value(Feature.STRANGER_BURST))
          .as("%d events before, the last of six after exactly an hour", before)
          .isEqualTo(before < 3 ? 0 : 6);
    }
  }

  /**
   * With more devices and addresses than a sketch keeps, one that is missing may have been there.
   */
  @Test
  void callsNothingNewThatItMayHaveForgotten() {
    List<Event> events = new ArrayList<>();
    for (int day = 0; day < 2; day++) {
      for (int i = 0; i < 300; i++) {
        Instant at = START.plus(Duration.ofDays(day)).plusSeconds(10L * i);
        int value = i < 200 ? i : 1_000 * (day + 1) + i / 10;
        events.add(login(at, "10.0.0." + value, "device" + value));
      }
    }
    FeatureVector vector = profileOf(events).vector();
    assertThat(vector.value(Feature.STRANGER_BURST)).isZero();
    assertThat(vector.value(Feature.NEW_IP_RATE)).isZero();
    assertThat(vector.value(Feature.NEW_DEVICE_RATE)).isZero();
  }

  @Test
  void countsALateEventOnItsOwnDayOrOnTheOldestThatIsLeft() {
    ProfileConfig config = ProfileConfig.ofDefaults().withHorizonDays(3);
    List<Event> events = new ArrayList<>();
    for (int day = 4; day < 7; day++) {
      for (int i = 0; i < 3 * day; i++) {
        Instant at = START.plus(Duration.ofDays(day)).plusSeconds(60L * i);
        events.add(login(at, "10.0.0." + day, "phone"));
      }
    }
    for (int day : new int[] {5, 4, 1}) {
      Profile profile = new Profile(ANNA, config);
      events.forEach(profile::apply);
      Event late = login(START.plus(Duration.ofDays(day)).minusSeconds(-7_000), "10.0.9.9", "tv");
      for (int i = 0; i < 30; i++) {
        profile.apply(late.withId("late" + i));
      }
      FeatureVector vector = profile.vector();
      assertThat(vector.value(Feature.EVENTS)).isEqualTo(45 + 30);
      // Of 12, 15 and 18 events a day, thirty more on the first or the second.
      double deviation = day == 5 ? Math.log(46 / 13.0) : Math.log(19 / (57 / 2.0 + 1));
      assertThat(vector.value(Feature.OWN_DEVIATION)).isCloseTo(deviation, within(1e-12));
      assertThat(vector.value(Feature.ACTIONS_5M_MAX)).as("all in one minute").isGreaterThan(30);
    }
  }

  @Test
  void closesTheLastMinuteOfADayOnThatDay() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults().withHorizonDays(1));
    for (int i = 0; i < 5; i++) {
      profile.apply(login(START.plusSeconds(86_390 + i), "10.0.0.1", "phone"));
    }
    profile.apply(login(START.plusSeconds(86_400 + 40_000), "10.0.0.1", "phone"));
    assertThat(profile.events()).isEqualTo(1);
    assertThat(profile.vector().value(Feature.ACTIONS_5M_MAX)).isEqualTo(1);
  }

  @Test
  void endsASessionAfterALongerPauseThanTheGap() {
    List<Event> events =
        List.of(
            login(START, "10.0.0.1", "phone"),
            login(START.plusSeconds(1_800), "10.0.0.1", "phone"),
            login(START.plusSeconds(3_600).plusMillis(1), "10.0.0.1", "phone"));
    assertThat(profileOf(events).vector().value(Feature.SESSIONS)).isEqualTo(2);
  }

  @Test
  void knowsTheAgeOfAnAccountFromTheLastEventThatTellsIt() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    Event.Builder event = Event.builder(ANNA, "login", START).id("a");
    profile.apply(event.accountCreatedAt(START.minus(Duration.ofDays(9))).build());
    profile.apply(event.id("b").accountCreatedAt(START.minus(Duration.ofDays(2))).build());
    profile.apply(login(START.plus(Duration.ofHours(12)), "10.0.0.1", "phone"));
    assertThat(profile.vector().value(Feature.ACCOUNT_AGE_DAYS)).isEqualTo(2.5);
    profile.apply(event.id("c").accountCreatedAt(START.plus(Duration.ofDays(1))).build());
    assertThat(profile.vector().value(Feature.ACCOUNT_AGE_DAYS)).isZero();
  }

  @Test
  void comparesAnAccountWithThoseOfItsMostFrequentAction() {
    Event like = Event.builder(ANNA, "like", START).id("l").target("post").build();
    List<Event> mostlyLogin =
        List.of(login(START, "10.0.0.1", "a"), like, login(START.plusSeconds(9), "10.0.0.1", "a"));
    List<Event> mostlyLike = List.of(login(START, "10.0.0.1", "a"), like, like.withId("m"));
    List<Event> loginOnly = List.of(login(START, "10.0.0.1", "a"));
    assertThat(profileOf(mostlyLogin).vector().peerGroup())
        .isEqualTo(profileOf(loginOnly).vector().peerGroup())
        .isNotEqualTo(profileOf(mostlyLike).vector().peerGroup());
    assertThat(profileOf(mostlyLike).vector().events()).isEqualTo(3);
    assertThat(profileOf(mostlyLike).events()).isEqualTo(3);
    assertThat(profileOf(mostlyLike).actionsOnTargets()).isEqualTo(2);
  }

  @Test
  void restsWhereverOnTheClockTheNightLies() {
    List<Event> sleeper = new ArrayList<>();
    List<Event> machine = new ArrayList<>();
    for (int hour = 0; hour < 96; hour++) {
      Event event = login(START.plus(Duration.ofHours(hour)), "10.0.0.1", "phone");
      machine.add(event);
      if ((hour + 20) % 24 >= 8) {
        sleeper.add(event);
      }
    }
    assertThat(profileOf(sleeper).vector().value(Feature.RESTLESSNESS)).isZero();
    assertThat(profileOf(machine).vector().value(Feature.RESTLESSNESS)).isEqualTo(96.0 / 108);
  }

  @Test
  void tellsAMetronomeFromChanceFromBursts() {
    List<Event> metronome = new ArrayList<>();
    List<Event> bursts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      metronome.add(login(START.plusSeconds(300L * i), "10.0.0.1", "phone"));
      bursts.add(login(START.plusSeconds(i < 39 ? 0 : 50_000), "10.0.0.1", "phone"));
    }
    assertThat(profileOf(metronome).vector().value(Feature.GAP_BURSTINESS))
        .isCloseTo(-1, within(1e-9));
    assertThat(profileOf(bursts).vector().value(Feature.GAP_BURSTINESS)).isCloseTo(1, within(1e-9));
    assertThat(profileOf(metronome.subList(0, 5)).vector().value(Feature.GAP_BURSTINESS)).isNaN();
  }

  @Test
  void seesAnIpv6ConnectionAsOneAddressAndLearnsWhoSharesIt() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    profile.apply(login(START, "2001:db8:0:1::5", "phone"));
    profile.apply(login(START.plusSeconds(9), "2001:db8:0:1:aaaa::7", "phone"));
    profile.share(LinkKeyKind.IP, "2001:db8:0:1::/64", 4);
    assertThat(profile.vector().value(Feature.DISTINCT_IPS)).isEqualTo(1);
    assertThat(profile.vector().value(Feature.IP_SHARING_MAX)).isEqualTo(3);
  }

  @Test
  void tellsNothingItCannotKnow() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    profile.apply(Event.builder(ANNA, "login", START).id("e").build());
    FeatureVector vector = profile.vector();
    assertThat(vector.value(Feature.IP_ENTROPY)).isNaN();
    assertThat(vector.value(Feature.DEVICE_SHARING_MAX)).isNaN();
    assertThat(vector.value(Feature.FAILURE_RATE)).isNaN();
    assertThat(vector.value(Feature.GAP_BURSTINESS)).isNaN();
    assertThat(vector.value(Feature.OWN_DEVIATION)).isNaN();
    assertThat(vector.value(Feature.EVENTS)).isEqualTo(1);
  }

  @Test
  void givesSimultaneousActionsALargeVelocity() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    for (int i = 0; i < 1001; i++) {
      profile.apply(login(START, "10.0.0.1", "d").withId("e" + i));
    }
    assertThat(profile.vector().value(Feature.SESSION_VELOCITY_MAX)).isEqualTo(3_600_000);
  }

  @Test
  void knowsHowManyAccountsShareItsKeys() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    profile.apply(login(START, "10.0.0.1", "phone"));
    profile.apply(login(START.plusSeconds(60), "10.0.0.2", "tablet"));
    profile.share(LinkKeyKind.DEVICE, "tablet", 7);
    profile.share(LinkKeyKind.IP, "10.0.0.1", 3);
    profile.share(LinkKeyKind.IP, "10.9.9.9", 1000);
    assertThat(profile.vector().value(Feature.DEVICE_SHARING_MAX)).isEqualTo(6);
    assertThat(profile.vector().value(Feature.DEVICE_SHARING_MEAN)).isEqualTo(3);
    assertThat(profile.vector().value(Feature.IP_SHARING_MAX)).isEqualTo(2);
    assertThat(profile.vector().value(Feature.IP_SHARING_MEAN)).isEqualTo(1);
  }

  @Test
  void keepsWhatItKnowsOfAKeyWhenItsFirstDayLeavesTheHorizon() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults().withHorizonDays(3));
    profile.apply(login(START, "10.0.0.1", "phone"));
    profile.share(LinkKeyKind.DEVICE, "phone", 5);
    for (int day = 1; day < 10; day++) {
      profile.apply(login(START.plus(Duration.ofDays(day)), "10.0.0.1", "phone"));
      assertThat(profile.vector().value(Feature.DEVICE_SHARING_MAX)).isEqualTo(4);
      assertThat(profile.vector().value(Feature.EVENTS)).isEqualTo(Math.min(3, day + 1));
    }
  }

  @Test
  void forgetsDaysBeyondTheHorizon() {
    ProfileConfig config = ProfileConfig.ofDefaults().withHorizonDays(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(login(START.plus(Duration.ofHours(11L * i)), "10.0.0." + i, "d" + i));
    }
    Profile whole = new Profile(ANNA, config);
    events.forEach(whole::apply);
    assertThat(whole.vector().value(Feature.EVENTS)).isLessThan(20).isGreaterThan(10);
    assertThat(whole.vector().value(Feature.DISTINCT_IPS))
        .isEqualTo(whole.vector().value(Feature.EVENTS));
  }

  @Test
  void estimatesManyDistinctValuesWithinItsStatedError() {
    Profile profile = new Profile(ANNA, ProfileConfig.ofDefaults());
    for (int i = 0; i < 5_000; i++) {
      profile.apply(
          Event.builder(ANNA, "view", START.plusSeconds(i))
              .id("e" + i)
              .target("item" + i)
              .ip("ip" + i)
              .build());
    }
    double allowed = 4 * 5_000 / Math.sqrt(62);
    assertThat(profile.vector().value(Feature.DISTINCT_TARGETS)).isCloseTo(5_000, within(allowed));
    assertThat(profile.vector().value(Feature.DISTINCT_IPS)).isCloseTo(5_000, within(allowed));
    assertThat(profile.vector().value(Feature.IP_ENTROPY))
        .isCloseTo(Math.log(5_000) / Math.log(2), within(4 * 12.3 / Math.sqrt(62)));
  }

  @Test
  void vectorLeavesTheProfileAsItIs() {
    Profile asked = new Profile(ANNA, ProfileConfig.ofDefaults());
    Profile unasked = new Profile(ANNA, ProfileConfig.ofDefaults());
    for (Event event : randomEvents(new SplittableRandom(77))) {
      asked.apply(event);
      asked.vector();
      unasked.apply(event);
    }
    assertThat(asked.vector().values()).isEqualTo(unasked.vector().values());
  }

  @Test
  void rejectsAConfigurationThatMakesNoSense() {
    assertThatThrownBy(() -> ProfileConfig.ofDefaults().withHorizonDays(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizonDays must be at least 1, not 0");
    assertThatThrownBy(() -> new ProfileConfig(1, Duration.ZERO, 64, HashKey.PUBLIC))
        .hasMessage("sessionGap must be positive, not PT0S");
    assertThatThrownBy(() -> new ProfileConfig(1, Duration.ofMinutes(30), 7, HashKey.PUBLIC))
        .hasMessage("sketchSize must be at least 8, not 7");
    assertThat(new ProfileConfig(1, Duration.ofNanos(1), 8, HashKey.PUBLIC).sketchSize())
        .isEqualTo(8);
  }

  @Test
  void hasAValueForEveryFeature() {
    assertThatThrownBy(() -> new FeatureVector(ANNA, 1, 0, "group", new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not 3");
  }
}
