package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {

  /** The generator is frozen: a new value here makes every figure measured before incomparable. */
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 44636efc295ffa8e",
    "HARD, 99f0e795178c1ac5",
  })
  void bytesAreFrozen(TrapLevel traps, String expected) {
    assertThat(hash(Generator.of(Worlds.small(traps, 0.3)))).isEqualTo(expected);
  }

  @Test
  void equalConfigurationsGiveEqualBytesAtEveryPlayback() {
    GeneratorConfig config = Worlds.small(TrapLevel.HARD, 0.3).withSeed(7);
    GeneratedDay day = Generator.of(config);
    String first = hash(day);
    assertThat(hash(day)).isEqualTo(first);
    assertThat(hash(Generator.of(config))).isEqualTo(first);
    assertThat(hash(Generator.of(config.withSeed(8)))).isNotEqualTo(first);
  }

  private static String hash(GeneratedDay day) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      EventWriter writer = EventWriter.csv(out);
      day.forEach(writer);
      writer.flush();
      TruthWriter.writeTruth(day.truth(), out);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4000, 80000", "1, 1000, 8000", "7, 2000, 100000", "2, 1000, 400000"})
  void eventsAreAsManyAsAskedForAndInTheOrderOfTime(int days, int accounts, long count) {
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    Volume volume = new Volume(start, days, accounts, count);
    GeneratorConfig config =
        GeneratorConfig.ofDefaults().withVolume(volume).withTraps(TrapLevel.HARD);
    List<Event> events = Worlds.events(Generator.of(config));
    assertThat((double) events.size()).isCloseTo((double) count, within(0.01 * count));
    assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::timestamp));
    assertThat(events.getFirst().timestamp()).isAfterOrEqualTo(start);
    assertThat(events.getLast().timestamp()).isBefore(start.plusSeconds(86_400L * days));
  }

  @Test
  void everyAccountActsAndIdsAreUnique() {
    GeneratedDay day = Generator.of(Worlds.small(TrapLevel.HARD, 0.3));
    List<Event> events = Worlds.events(day);
    assertThat(Worlds.byAccount(events).keySet()).isEqualTo(day.truth().accounts().keySet());
    assertThat(day.truth().accounts()).hasSize(4_000);
    assertThat(events.stream().map(Event::id).distinct().count()).isEqualTo(events.size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6})
  void camouflageIsTheShareAskedFor(double share) {
    GeneratedDay day = Generator.of(Worlds.small(TrapLevel.HARD, share));
    Map<AccountId, Integer> planned = new HashMap<>();
    day.world().acts().forEach(act -> planned.merge(act.actor().id(), 1, Integer::sum));
    Map<AccountId, List<Event>> seen = Worlds.byAccount(Worlds.events(day));
    double ordinary = 0;
    double all = 0;
    for (PlantedRing ring : day.truth().rings()) {
      for (AccountId member : ring.members()) {
        int events = seen.getOrDefault(member, List.of()).size();
        ordinary += events - planned.getOrDefault(member, 0);
        all += events;
      }
    }
    assertThat(ordinary / all).isCloseTo(share, within(0.015));
  }

  @ParameterizedTest
  @EnumSource(TrapLevel.class)
  void dayWithoutAbuseHasTrapsAndNothingElse(TrapLevel traps) {
    GeneratorConfig config = Worlds.small(traps, 0.3).withAbuse(AbuseConfig.none());
    Truth truth = Generator.of(config).truth();
    assertThat(truth.accounts().values()).noneMatch(AccountTruth::abusive);
    assertThat(truth.rings()).isEmpty();
    assertThat(truth.traps()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(TrapLevel.class)
  void everyKindOfItsLevelIsPlantedAndNoOther(TrapLevel traps) {
    Truth truth = Generator.of(Worlds.small(traps, 0.3)).truth();
    for (AbuseKind kind : AbuseKind.values()) {
      boolean expected = kind.level().compareTo(traps) <= 0;
      assertThat(
              truth.accounts().values().stream()
                  .anyMatch(account -> account.abusive() && account.kind().equals(kind.label())))
          .as(kind.label())
          .isEqualTo(expected);
    }
    for (TrapKind kind : TrapKind.values()) {
      boolean expected = kind.level().compareTo(traps) <= 0;
      assertThat(truth.traps().stream().anyMatch(trap -> trap.kind() == kind))
          .as(kind.label())
          .isEqualTo(expected);
    }
  }

  @Test
  void truthIsConsistent() {
    Truth truth = Generator.of(Worlds.small(TrapLevel.HARD, 0.3)).truth();
    Set<AccountId> inRings = new HashSet<>();
    for (PlantedRing ring : truth.rings()) {
      assertThat(ring.members()).hasSizeBetween(5, 40).isSorted();
      for (AccountId member : ring.members()) {
        assertThat(inRings.add(member)).isTrue();
        AccountTruth expected = new AccountTruth(true, ring.kind().label(), ring.id());
        assertThat(truth.of(member)).isEqualTo(expected);
      }
    }
    for (Trap trap : truth.traps()) {
      assertThat(trap.members()).noneMatch(member -> truth.of(member).abusive());
    }
    long abusive = truth.accounts().values().stream().filter(AccountTruth::abusive).count();
    assertThat(abusive).isEqualTo(100);
  }

  @Test
  void sessionIdsAreThereOnlyOnRequest() {
    GeneratorConfig config = Worlds.small(TrapLevel.PLAIN, 0.3);
    assertThat(Worlds.events(Generator.of(config))).allMatch(event -> event.session() == null);
    assertThat(Worlds.events(Generator.of(config.withSessionIds(true))))
        .allMatch(event -> event.session() != null);
  }

  @Test
  void refusesWhatCannotBe() {
    Volume volume = Volume.ofDefaults();
    assertThatThrownBy(() -> volume.of(999, 100_000)).hasMessageContaining("accounts must be");
    assertThatThrownBy(() -> volume.of(2_000, 15_999)).hasMessageContaining("events must be");
    AbuseConfig abuse = AbuseConfig.ofDefaults();
    assertThatThrownBy(() -> abuse.withCamouflage(0.7)).hasMessageContaining("camouflage must be");
    assertThatThrownBy(() -> abuse.withAccountShare(0)).hasMessageContaining("account share must");
    assertThatThrownBy(() -> abuse.withRingSizes(9, 8)).hasMessageContaining("ring sizes must be");
  }
}
