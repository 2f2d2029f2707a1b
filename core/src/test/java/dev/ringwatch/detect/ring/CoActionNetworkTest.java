package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.ring.CoActionNetwork.Counting;
import dev.ringwatch.detect.ring.CoActionNetwork.Tie;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoActionNetworkTest {

  private static final Duration WINDOW = Duration.ofSeconds(60);

  private record Act(String account, String target, long millis) {}

  private static List<Act> randomActs(long seed) {
    var random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      acts.add(
          new Act(
              "a" + random.nextInt(12), "t" + random.nextInt(4), 1000L * random.nextInt(3_000)));
    }
    return acts;
  }

  private static Map<String, Integer> counts(List<Act> acts, Counting counting) {
    var network = new CoActionNetwork(WINDOW, counting);
    acts.forEach(
        act -> network.add(new AccountId(act.account()), "share", act.target(), act.millis()));
    Map<String, Integer> counts = new TreeMap<>();
    for (Tie tie : network.ties()) {
      counts.put(tie.a() + " " + tie.b(), tie.count());
    }
    return counts;
  }

  private static void count(Map<String, Integer> counts, String one, String two) {
    counts.merge(one.compareTo(two) < 0 ? one + " " + two : two + " " + one, 1, Integer::sum);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsEveryPairOfEventsOnce(long seed) {
    List<Act> acts = randomActs(seed);
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < acts.size(); i++) {
      for (int j = 0; j < i; j++) {
        Act one = acts.get(i);
        Act two = acts.get(j);
        if (one.target().equals(two.target())
            && !one.account().equals(two.account())
            && Math.abs(one.millis() - two.millis()) <= WINDOW.toMillis()) {
          count(expected, one.account(), two.account());
        }
      }
    }
    assertThat(counts(acts, Counting.EVENTS)).isEqualTo(expected).isNotEmpty();
  }

  private static CoActionUsage usage(String target, RingConfig config) {
    LinkKey key = new LinkKey(LinkKeyKind.CO_ACTION, "share\t" + target);
    return CoActionUsage.alone(key, config, HashKey.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsTheMeetingsThatTheStateOfAKeyTells(long seed) {
    List<Act> acts = randomActs(seed);
    RingConfig defaults = RingConfig.ofDefaults();
    RingConfig config =
        defaults.withCoAction(defaults.coAction().withWindow(WINDOW).withActorCap(1000));
    Map<String, CoActionUsage> usages = new TreeMap<>();
    Map<String, Integer> expected = new TreeMap<>();
    List<Act> inOrder = new ArrayList<>(acts);
    inOrder.sort(Comparator.comparingLong(Act::millis).thenComparing(Act::account));
    for (Act act : inOrder) {
      usages
          .computeIfAbsent(act.target(), target -> usage(target, config))
          .act(
              Integer.parseInt(act.account().substring(1)),
              act.millis(),
              (earlier, later, millis, gap) -> count(expected, "a" + earlier, "a" + later));
    }
    assertThat(counts(acts, Counting.MEETINGS)).isEqualTo(expected).isNotEmpty();
    assertThat(expected).isNotEqualTo(counts(acts, Counting.EVENTS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doesNotDependOnTheOrderOfEvents(long seed) {
    List<Act> acts = randomActs(seed);
    List<Act> shuffled = new ArrayList<>(acts);
    Collections.shuffle(shuffled, new Random(seed));
    for (Counting counting : Counting.values()) {
      assertThat(counts(shuffled, counting)).isEqualTo(counts(acts, counting));
    }
  }

  @Test
  void decidesByTheTimeBetweenAndNotByTheClock() {
    var network = new CoActionNetwork(WINDOW, Counting.EVENTS);
    network.add(new AccountId("a"), "share", "t", 59_999);
    network.add(new AccountId("b"), "share", "t", 119_999);
    network.add(new AccountId("c"), "share", "t", 120_001);
    network.add(new AccountId("d"), "like", "t", 120_001);
    assertThat(network.ties())
        .containsExactly(
            new Tie(new AccountId("a"), new AccountId("b"), 1, 60_000),
            new Tie(new AccountId("b"), new AccountId("c"), 1, 2));
  }
}
