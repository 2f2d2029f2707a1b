package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The innocent look-alikes are as large as promised, in the truth and in the events. */
@TestInstance(Lifecycle.PER_CLASS)
class TrapsTest {

  private List<Event> events = List.of();
  private Truth truth = new Truth(new TreeMap<>(), List.of(), List.of());

  @BeforeAll
  void generate() {
    Volume volume = Volume.ofDefaults().of(50_000, 500_000);
    GeneratorConfig config =
        new GeneratorConfig(5, volume, TrapLevel.HARD, AbuseConfig.none(), false);
    GeneratedDay day = Generator.of(config);
    events = Worlds.events(day);
    truth = day.truth();
  }

  private List<Trap> traps(TrapKind kind) {
    return truth.traps().stream().filter(trap -> trap.kind() == kind).toList();
  }

  @Test
  void householdsOfficesCafesAndClubsHaveTheirSizes() {
    assertThat(traps(TrapKind.HOUSEHOLD)).allMatch(trap -> trap.members().size() <= 6);
    assertThat(traps(TrapKind.OFFICE))
        .allSatisfy(trap -> assertThat(trap.members()).hasSizeBetween(10, 300));
    assertThat(traps(TrapKind.CAFE))
        .allSatisfy(trap -> assertThat(trap.members()).hasSizeBetween(25, 60));
    assertThat(traps(TrapKind.PUBLIC_COMPUTER))
        .allSatisfy(trap -> assertThat(trap.members()).hasSizeBetween(25, 70));
    assertThat(traps(TrapKind.FAN_CLUB))
        .allSatisfy(trap -> assertThat(trap.members()).hasSizeBetween(21, 201));
    assertThat(traps(TrapKind.FLASH_SALE))
        .allSatisfy(trap -> assertThat(trap.members()).hasSize(2_000));
    assertThat(traps(TrapKind.COLLIDING_DEVICE))
        .allSatisfy(trap -> assertThat(trap.members()).hasSizeBetween(200, 700));
  }

  @Test
  void carriersHideThousandsBehindFewAddresses() {
    List<Trap> carriers = traps(TrapKind.CARRIER_NAT);
    int hidden = carriers.stream().mapToInt(trap -> trap.members().size()).sum();
    assertThat(hidden).isBetween(2_500, 5_000);
    assertThat(largestCrowd(Event::ip)).isGreaterThan(1_000);
  }

  @Test
  void placesAreCrowdedInTheEventsToo() {
    Map<AccountId, List<Event>> byAccount = Worlds.byAccount(events);
    for (TrapKind kind : List.of(TrapKind.OFFICE, TrapKind.CAFE, TrapKind.PUBLIC_COMPUTER)) {
      for (Trap trap : traps(kind)) {
        List<Event> own =
            trap.members().stream()
                .flatMap(member -> byAccount.getOrDefault(member, List.of()).stream())
                .toList();
        int visitors =
            Worlds.users(own, Event::ip).values().stream().mapToInt(Set::size).max().orElse(0);
        assertThat(visitors).as(trap.id()).isGreaterThan(trap.members().size() / 4);
      }
    }
    assertThat(largestCrowd(Event::device)).isGreaterThan(400);
  }

  @Test
  void fansLikeNearlyEveryPostOfOneOwner() {
    Map<String, Set<AccountId>> fans =
        Worlds.users(
            events.stream().filter(event -> event.action().equals("like")).toList(), Event::target);
    for (Trap club : traps(TrapKind.FAN_CLUB)) {
      Set<AccountId> members = new HashSet<>(club.members());
      long posts =
          fans.values().stream()
              .filter(likers -> count(likers, members) > 0.6 * members.size())
              .count();
      assertThat(posts).as(club.id()).isGreaterThanOrEqualTo(6);
    }
  }

  private int largestCrowd(Function<Event, @Nullable String> value) {
    return Worlds.users(events, value).values().stream().mapToInt(Set::size).max().orElse(0);
  }

  private static long count(Set<AccountId> crowd, Set<AccountId> members) {
    Set<AccountId> smaller = crowd.size() < members.size() ? crowd : members;
    Set<AccountId> larger = crowd.size() < members.size() ? members : crowd;
    return smaller.stream().filter(larger::contains).count();
  }
}
