package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Looks for what the truth claims in the events themselves, without camouflage in the way. */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedAbuseTest {

  private List<Event> events = List.of();
  private Truth truth = new Truth(new TreeMap<>(), List.of(), List.of());

  @BeforeAll
  void generate() {
    Volume volume = Volume.ofDefaults().of(6_000, 120_000);
    GeneratorConfig config = Worlds.small(TrapLevel.HARD, 0).withVolume(volume).withSeed(3);
    GeneratedDay day = Generator.of(config);
    events = Worlds.events(day);
    truth = day.truth();
  }

  private List<PlantedRing> rings(AbuseKind kind) {
    return truth.rings().stream().filter(ring -> ring.kind() == kind).toList();
  }

  @Test
  void farmsShareDevicesAndAddresses() {
    for (PlantedRing ring : rings(AbuseKind.DEVICE_FARM)) {
      List<Event> own = Worlds.eventsOf(ring, events);
      assertThat(occasions(own, Worlds.users(own, Event::device), true))
          .allSatisfy((account, count) -> assertThat(count).isGreaterThanOrEqualTo(3));
      assertThat(occasions(own, Worlds.users(own, Event::ip), false)).hasSameSizeAs(ring.members());
    }
  }

  @Test
  void deviceRingsShareDevicesButNoAddress() {
    for (PlantedRing ring : rings(AbuseKind.DEVICE_RING)) {
      List<Event> own = Worlds.eventsOf(ring, events);
      Map<AccountId, Integer> shared = occasions(own, Worlds.users(own, Event::device), true);
      assertThat(shared).hasSameSizeAs(ring.members());
      assertThat(Worlds.users(own, Event::ip).values()).allMatch(users -> users.size() == 1);
    }
  }

  @Test
  void lowAndSlowRingsActAllDayLong() {
    for (PlantedRing ring : rings(AbuseKind.LOW_AND_SLOW)) {
      Map<AccountId, List<Event>> own = Worlds.byAccount(Worlds.eventsOf(ring, events));
      for (List<Event> acts : own.values()) {
        Duration span = Duration.between(acts.getFirst().timestamp(), acts.getLast().timestamp());
        assertThat(span).isGreaterThan(Duration.ofHours(12));
      }
    }
  }

  @Test
  void ringsBehindCarriersShareACrowdedAddressAndNothingElse() {
    Map<String, Set<AccountId>> everybody = Worlds.users(events, Event::ip);
    for (PlantedRing ring : rings(AbuseKind.BEHIND_CARRIER)) {
      List<Event> own = Worlds.eventsOf(ring, events);
      assertThat(Worlds.users(own, Event::ip)).hasSize(1);
      String address = own.getFirst().ip();
      assertThat(everybody.get(address)).hasSizeGreaterThan(5 * ring.members().size());
      assertThat(Worlds.users(own, Event::device).values()).allMatch(users -> users.size() == 1);
      assertThat(sharedTargets(own, Duration.ofMinutes(4)).values()).allMatch(count -> count >= 5);
    }
  }

  @Test
  void ringsBehindPublicComputersUseWhatInnocentsUse() {
    Map<String, Set<AccountId>> everybody = Worlds.users(events, Event::device);
    for (PlantedRing ring : rings(AbuseKind.BEHIND_PUBLIC_COMPUTER)) {
      List<Event> own = Worlds.eventsOf(ring, events);
      assertThat(Worlds.users(own, Event::ip)).hasSize(1);
      for (String device : Worlds.users(own, Event::device).keySet()) {
        assertThat(everybody.get(device)).anyMatch(account -> !truth.of(account).abusive());
      }
      assertThat(sharedTargets(own, Duration.ofHours(1)).values()).allMatch(count -> count >= 3);
    }
  }

  @Test
  void everyDeviceOfAChainHasExactlyTwoUsers() {
    for (PlantedRing ring : rings(AbuseKind.DEVICE_CHAIN)) {
      List<Event> own = Worlds.eventsOf(ring, events);
      Map<String, Set<AccountId>> users = Worlds.users(own, Event::device);
      assertThat(users).hasSize(ring.members().size() - 1);
      assertThat(users.values()).allMatch(two -> two.size() == 2);
      assertThat(Worlds.users(own, Event::ip).values()).allMatch(one -> one.size() == 1);
      assertThat(occasions(own, users, true).values()).allMatch(count -> count >= 6);
    }
  }

  @Test
  void coActingRingsShareTargetsInTimeAndNoKeys() {
    Map<AbuseKind, Duration> within =
        Map.of(
            AbuseKind.TIGHT_CO_ACTION, Duration.ofSeconds(15),
            AbuseKind.LOOSE_CO_ACTION, Duration.ofMinutes(15));
    within.forEach((kind, limit) -> {
      for (PlantedRing ring : rings(kind)) {
        List<Event> own = Worlds.eventsOf(ring, events);
        assertThat(Worlds.users(own, Event::ip)).hasSameSizeAs(ring.members());
        assertThat(Worlds.users(own, Event::device)).hasSameSizeAs(ring.members());
        Map<AccountId, Integer> shared = sharedTargets(own, limit);
        assertThat(shared).hasSameSizeAs(ring.members());
        assertThat(shared.values()).allMatch(count -> count >= 4);
      }
    });
  }

  @Test
  void singlesDoWhatTheirKindSays() {
    Map<AccountId, List<Event>> byAccount = Worlds.byAccount(events);
    truth
        .accounts()
        .forEach((account, about) -> {
          List<Event> own = byAccount.getOrDefault(account, List.of());
          if (about.kind().equals(AbuseKind.SCRAPER.label())) {
            assertThat(own.stream().map(Event::target).distinct().count()).isGreaterThan(500);
          } else if (about.kind().equals(AbuseKind.CREDENTIAL_STUFFING.label())) {
            assertThat(own.stream().filter(e -> e.outcome() == Outcome.FAILURE).count())
                .isGreaterThan(own.size() * 8 / 10);
            assertThat(own.stream().map(Event::ip).distinct().count()).isGreaterThan(5);
          } else if (about.kind().equals(AbuseKind.TAKEOVER.label())) {
            assertThat(own.stream().map(Event::device).distinct().count()).isEqualTo(2);
          }
        });
  }

  /** For every account, its events with a value that others have too. */
  private static Map<AccountId, Integer> occasions(
      List<Event> own, Map<String, Set<AccountId>> users, boolean device) {
    Map<AccountId, Integer> counts = new HashMap<>();
    for (Event event : own) {
      String value = device ? event.device() : event.ip();
      if (value != null && users.getOrDefault(value, Set.of()).size() > 1) {
        counts.merge(event.account(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** For every account, how many targets another acts on in the same way within a time. */
  private static Map<AccountId, Integer> sharedTargets(List<Event> own, Duration limit) {
    Map<AccountId, Set<String>> shared = new HashMap<>();
    for (int i = 0; i < own.size(); i++) {
      Event one = own.get(i);
      for (int j = i + 1; j < own.size(); j++) {
        Event other = own.get(j);
        if (Duration.between(one.timestamp(), other.timestamp()).compareTo(limit) > 0) {
          break;
        }
        String target = one.target();
        if (target != null
            && target.equals(other.target())
            && one.action().equals(other.action())
            && !one.account().equals(other.account())) {
          shared.computeIfAbsent(one.account(), id -> new HashSet<>()).add(target);
          shared.computeIfAbsent(other.account(), id -> new HashSet<>()).add(target);
        }
      }
    }
    Map<AccountId, Integer> counts = new HashMap<>();
    shared.forEach((account, targets) -> counts.put(account, targets.size()));
    return counts;
  }
}
