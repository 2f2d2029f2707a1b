package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownIdentitiesTest {

  private static final int HOURS = 12;

  /** Against a log that is a set: whatever is appended, learned, dropped or asked for. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverSaysNoToWhatTheLogHolds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, Set<Long>> log = new HashMap<>();
    for (long hour = 0; hour < HOURS / 2; hour++) {
      log.put(hour, hashes(random, random.nextInt(500)));
    }
    Map<Long, Set<Long>> before = Map.copyOf(log);
    long bound = random.nextInt(20_000);
    KnownIdentities known =
        new KnownIdentities(bound, hour -> before.getOrDefault(hour, Set.of()).isEmpty());
    Map<Long, KnownIdentities.Learning> learning = new HashMap<>();
    for (int step = 0; step < 40_000; step++) {
      long hour = random.nextInt(HOURS);
      switch (random.nextInt(60)) {
        case 0 -> learning.putIfAbsent(hour, known.learn(hour));
        case 1 ->
            finish(learning.remove(hour), log.getOrDefault(hour, Set.of()), random.nextBoolean());
        default -> append(known, log, hour, random.nextInt(3_000) * 0x9E3779B97F4A7C15L);
      }
      assertThat(known.size()).isLessThanOrEqualTo(bound + KnownIdentities.HOUR_COUNTS_AS * HOURS);
    }
  }

  private static void append(
      KnownIdentities known, Map<Long, Set<Long>> log, long hour, long hash) {
    Set<Long> there = log.computeIfAbsent(hour, absent -> new HashSet<>());
    if (there.contains(hash)) {
      assertThat(known.mayHold(hour, hash)).isTrue();
    }
    there.add(hash);
    known.add(hour, hash);
  }

  private static void finish(
      KnownIdentities.@Nullable Learning learning, Set<Long> there, boolean succeeds) {
    if (learning == null) {
      return;
    }
    if (!succeeds) {
      learning.abandon();
      return;
    }
    for (long hash : there) {
      if (!learning.add(hash)) {
        return;
      }
    }
    learning.complete();
  }

  @Test
  void knowsHoursThatWereEmpty() {
    KnownIdentities known = new KnownIdentities(1_000_000, hour -> hour > 100);
    assertThat(known.isComplete(101)).isTrue();
    assertThat(known.mayHold(101, 5)).isFalse();
    assertThat(known.isComplete(100)).isFalse();
    assertThat(known.mayHold(100, 5)).isTrue();
    known.add(101, 5);
    known.add(100, 5);
    assertThat(known.mayHold(101, 5)).isTrue();
    assertThat(known.mayHold(101, 6)).isFalse();
    assertThat(known.mayHold(100, 6)).isTrue();
  }

  @Test
  void dropsTheHourUsedLongestAgo() {
    KnownIdentities known =
        new KnownIdentities(3L * (KnownIdentities.HOUR_COUNTS_AS + 100), hour -> true);
    SplittableRandom random = new SplittableRandom(9);
    for (long hour = 0; hour < 3; hour++) {
      for (long hash : hashes(random, 100)) {
        known.add(hour, hash);
      }
    }
    assertThat(known.isComplete(0)).as("all three are held, and hour 0 is used again").isTrue();
    known.add(2, 77);
    assertThat(known.isComplete(1)).as("dropped, although it was empty in the beginning").isFalse();
    assertThat(known.isComplete(0)).isTrue();
    assertThat(known.isComplete(2)).isTrue();
    assertThat(known.mayHold(1, 123)).isTrue();
  }

  /** A hash that differs in the bits that are kept is told apart; one in 4e12 is not. */
  @Test
  void seldomSaysPerhaps() {
    KnownIdentities known = new KnownIdentities(10_000_000, hour -> true);
    SplittableRandom random = new SplittableRandom(10);
    for (int i = 0; i < 1_000_000; i++) {
      known.add(0, random.nextLong());
    }
    int perhaps = 0;
    for (int i = 0; i < 1_000_000; i++) {
      perhaps += known.mayHold(0, random.nextLong()) ? 1 : 0;
    }
    assertThat(perhaps).as("expected 0.23").isLessThanOrEqualTo(4);
  }

  private static Set<Long> hashes(SplittableRandom random, int count) {
    Set<Long> hashes = new HashSet<>();
    while (hashes.size() < count) {
      hashes.add(random.nextLong());
    }
    return hashes;
  }
}
