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
    double ties = 0;
    for (int one = 0; one < accounts; one++) {
      for (int other = one + 1; other < accounts; other++) {
        ties += tie(acts, one, other);
      }
    }
    double score = 0;
    for (int partner = 0; partner < accounts; partner++) {
      double expected =
          CONFIG.coAction().affinity()
              * actions(acts, account)
              * actions(acts, partner)
              * 2
              * ties
              / acts.size()
              / acts.size();
      double excess = partner == account ? 0 : tie(acts, account, partner) - expected;
      score += excess > 0 ? excess * excess / (1 + expected) : 0;
    }
    return score;
  }

  private static double actions(List<Act> acts, int account) {
    return acts.stream().filter(act -> act.account() == account).count();
  }

  private static double tie(List<Act> acts, int account, int partner) {
    int[] scales = {2, 15, 90, Integer.MAX_VALUE};
    double tie = 0;
    for (Act own : acts) {
      for (Act other : acts) {
        if (own.account() == account
            && other.account() == partner
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
    return tie;
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
    busyDay(world);
    assertThat(score(world, "a")).isBetween(15.0, 16.0);
    assertThat(score(world, "c")).isBetween(3.5, 4.0);
  }

  /** Much activity by which nobody meets. */
  private static void busyDay(World world) {
    for (int i = 0; i < 300; i++) {
      act(world, "lone" + i, i % 24, "lonely" + i);
    }
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
    busyDay(world);
    assertThat(score(world, "busy")).isZero();
    assertThat(score(world, "fan7")).isLessThan(0.02);
    assertThat(score(world, "x")).isBetween(0.5, 1.0);
  }
}
