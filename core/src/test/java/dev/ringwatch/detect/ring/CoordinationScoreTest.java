package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinationScoreTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final int HOUR = 3600;

  /** Everybody acts on a target at most once, at a whole minute. */
  private record Act(int account, int target, int minute) {}

  private static double score(World world, String account) {
    LinkGraph graph = world.graph(CONFIG);
    return CoordinationScore.of(graph, CONFIG)[graph.indexOf(new AccountId(account))];
  }

  private static void act(World world, String account, int hour, String target) {
    world.event(account, (double) hour * HOUR, "", "", target);
  }

  /** From the definition: minutes apart, the tightest scale that holds them, who came as close. */
  private static double reference(List<Act> acts, int account, int accounts) {
    int[] scales = {2, 15, 90, Integer.MAX_VALUE};
    double score = 0;
    for (int partner = 0; partner < accounts; partner++) {
      double tie = 0;
      for (Act own : acts) {
        for (Act other : acts) {
          if (own.account() == account
              && other.account() == partner
              && partner != account
              && own.target() == other.target()) {
            int scale = 0;
            while (Math.abs(own.minute() - other.minute()) > scales[scale]) {
              scale++;
            }
            double pairs = pairsWithin(acts, own.target(), scales[scale]);
            tie += 1 / ((1 + Math.sqrt(1 + 8 * pairs)) / 2 - 1);
          }
        }
      }
      score += tie * tie;
    }
    return score;
  }

  private static double pairsWithin(List<Act> acts, int target, int minutes) {
    long ordered =
        acts.stream()
            .filter(act -> act.target() == target)
            .mapToLong(act ->
                acts.stream()
                    .filter(other -> other.target() == target && other.account() != act.account())
                    .filter(other -> Math.abs(other.minute() - act.minute()) <= minutes)
                    .count())
            .sum();
    return ordered / 2.0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isWhatTheDefinitionSays(long seed) {
    var random = new Random(seed);
    Map<String, Act> byAccountAndTarget = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      var act = new Act(random.nextInt(15), random.nextInt(20), random.nextInt(300));
      byAccountAndTarget.putIfAbsent(act.account() + " " + act.target(), act);
    }
    List<Act> acts = new ArrayList<>(byAccountAndTarget.values());
    var world = new World();
    acts.forEach(
        act -> world.event("a" + act.account(), 60.0 * act.minute(), "", "", "t" + act.target()));
    for (int account = 0; account < 15; account++) {
      assertThat(score(world, "a" + account))
          .as("account %d, seed %d", account, seed)
          .isCloseTo(reference(acts, account, 15), within(1e-9));
    }
  }

  @Test
  void countsRepetitionWithOnePartnerMoreThanWithTwo() {
    var world = new World();
    for (int hour = 1; hour <= 4; hour++) {
      act(world, "a", hour, "t" + hour);
      act(world, "b", hour, "t" + hour);
      act(world, "c", hour, "u" + hour);
      act(world, "d" + hour, hour, "u" + hour);
    }
    assertThat(score(world, "a")).isCloseTo(16, within(1e-9));
    assertThat(score(world, "c")).isCloseTo(4, within(1e-9));
  }

  @Test
  void countsNeitherActivityAloneNorACrowdNorOneCreatorsPosts() {
    var world = new World();
    for (int i = 0; i < 90; i++) {
      act(world, "fan" + i, 5, "match");
      act(world, "busy", i % 24, "own" + i);
    }
    for (int hour = 0; hour < 5; hour++) {
      world.event("x", hour * HOUR, "", "", "post" + hour, "creator");
      world.event("y", hour * HOUR, "", "", "post" + hour, "creator");
    }
    assertThat(score(world, "busy")).isZero();
    assertThat(score(world, "fan7")).isLessThan(0.02);
    assertThat(score(world, "x")).isCloseTo(1, within(1e-9));
  }
}
