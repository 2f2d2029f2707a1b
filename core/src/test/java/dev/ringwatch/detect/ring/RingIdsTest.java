package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingIdsTest {

  private static List<AccountId> accounts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new AccountId("a%03d".formatted(i))).toList();
  }

  private static Ring ring(String id, List<AccountId> accounts) {
    List<Member> members =
        accounts.stream().map(account -> new Member(account, Member.Role.CORE)).toList();
    return new Ring(id, members, 50, List.of(), List.of());
  }

  private static Map<String, List<AccountId>> kept(
      Map<String, List<AccountId>> before, Ring... found) {
    return RingIds.keep(before, List.of(found)).stream()
        .collect(Collectors.toMap(Ring::id, RingIdsTest::accounts));
  }

  private static List<AccountId> accounts(Ring ring) {
    return ring.members().stream().map(Member::account).toList();
  }

  @Test
  void keepsTheIdOfARingThatGrowsOrShrinks() {
    Map<String, List<AccountId>> before =
        Map.of("few", accounts(0, 4), "many", accounts(100, 140), "same", accounts(200, 205));

    assertThat(
            kept(
                before,
                ring("x", accounts(0, 60)),
                ring("y", accounts(100, 105)),
                ring("z", accounts(200, 205))))
        .isEqualTo(
            Map.of("few", accounts(0, 60), "many", accounts(100, 105), "same", accounts(200, 205)));
  }

  @Test
  void givesTheIdToTheLargerPartOfARingThatSplits() {
    assertThat(
            kept(
                Map.of("old", accounts(0, 10)),
                ring("x", accounts(0, 4)),
                ring("y", accounts(4, 10))))
        .isEqualTo(Map.of("x", accounts(0, 4), "old", accounts(4, 10)));
  }

  @Test
  void keepsTheIdOfTheOneThatBringsMoreWhenTwoMerge() {
    assertThat(
            kept(
                Map.of("less", accounts(0, 4), "more", accounts(4, 10)),
                ring("x", accounts(0, 10))))
        .isEqualTo(Map.of("more", accounts(0, 10)));
  }

  @Test
  void isNewWhereLessThanHalfIsLeft() {
    assertThat(kept(Map.of("old", accounts(0, 7)), ring("x", accounts(4, 20))))
        .isEqualTo(Map.of("x", accounts(4, 20)));
  }

  /** A ring's own id is made of its members; they may be those of another one's beginning. */
  @Test
  void givesNoIdThatARingHadOrHas() {
    Map<String, List<AccountId>> before = Map.of("x", accounts(0, 10), "y", accounts(20, 25));
    Map<String, List<AccountId>> kept =
        kept(
            before,
            ring("z", accounts(0, 10)),
            ring("x", accounts(40, 45)),
            ring("y", accounts(50, 55)));

    assertThat(kept.get("x")).isEqualTo(accounts(0, 10));
    assertThat(kept).hasSize(3).doesNotContainKey("y");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void choosesAsOneWhoLooksForTheBestPairAgainAndAgain(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      Map<String, List<AccountId>> before = new TreeMap<>();
      groups(random).forEach(group -> before.put("old" + before.size(), group));
      List<Ring> found = new ArrayList<>();
      groups(random).forEach(group -> found.add(ring("new" + found.size(), group)));

      List<Ring> kept = RingIds.keep(before, found);
      assertThat(kept.stream().collect(Collectors.toMap(Ring::id, RingIdsTest::accounts)))
          .isEqualTo(reference(before, found));
      Collections.shuffle(found, random);
      assertThat(RingIds.keep(before, found)).isEqualTo(kept);
    }
  }

  /** Disjoint groups of twenty accounts, most of which are in one. */
  private static List<List<AccountId>> groups(Random random) {
    Map<Integer, List<AccountId>> groups = new TreeMap<>();
    for (AccountId account : accounts(0, 20)) {
      groups.computeIfAbsent(random.nextInt(6), group -> new ArrayList<>()).add(account);
    }
    groups.remove(0);
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static Map<String, List<AccountId>> reference(
      Map<String, List<AccountId>> before, List<Ring> found) {
    Map<String, List<AccountId>> result = new TreeMap<>();
    Set<String> free = new HashSet<>(before.keySet());
    List<Ring> left = new ArrayList<>(found);
    while (true) {
      String bestId = null;
      Ring best = null;
      double bestValue = -1;
      for (String id : free.stream().sorted().toList()) {
        for (Ring ring : left) {
          List<AccountId> old = Objects.requireNonNull(before.get(id));
          Set<AccountId> common = new HashSet<>(accounts(ring));
          common.retainAll(old);
          int smaller = Math.min(ring.members().size(), old.size());
          long all = Stream.concat(accounts(ring).stream(), old.stream()).distinct().count();
          double value = common.size() + 0.5 * common.size() / all;
          if (2 * common.size() >= smaller && value > bestValue + 1e-12) {
            bestId = id;
            best = ring;
            bestValue = value;
          }
        }
      }
      if (bestId == null) {
        left.forEach(ring -> result.put(ring.id(), accounts(ring)));
        return result;
      }
      result.put(bestId, accounts(Objects.requireNonNull(best)));
      free.remove(bestId);
      left.remove(best);
    }
  }
}
