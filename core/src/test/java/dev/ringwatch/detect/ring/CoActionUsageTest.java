package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoActionUsageTest {

  private static final LinkKey LIKE = new LinkKey(LinkKeyKind.CO_ACTION, "like\tpost");
  private static final int WINDOW = 60_000;

  private record Act(String account, long millis) {}

  private static List<String> occasions(CoActionUsage usage, RingConfig config, List<Act> acts) {
    List<String> told = new ArrayList<>();
    for (Act act : acts) {
      usage.act(
          new AccountId(act.account()),
          act.millis(),
          config,
          (earlier, later, millis, gap) -> told.add(pair(earlier.value(), later.value(), millis)));
    }
    told.sort(null);
    return told;
  }

  private static String pair(String one, String other, long millis) {
    return (one.compareTo(other) < 0 ? one + other : other + one) + "@" + millis;
  }

  /**
   * An occasion begins at an action that finds the other's last action in the window, and none of
   * the pair's going on.
   */
  private static List<String> bruteForce(List<Act> acts) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      Act now = acts.get(i);
      boolean goingOn = false;
      List<String> others = new ArrayList<>();
      for (Act before : acts.subList(0, i)) {
        boolean recent = now.millis() - before.millis() <= WINDOW;
        goingOn |= recent && before.account().equals(now.account());
        if (recent && !others.contains(before.account())) {
          others.add(before.account());
        }
      }
      if (!goingOn) {
        others.forEach(other -> expected.add(pair(other, now.account(), now.millis())));
      }
    }
    expected.sort(null);
    return expected;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tellsEveryOccasionOnce(long seed) {
    var random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    long millis = 0;
    for (int i = 0; i < 500; i++) {
      millis += (long) (random.nextDouble() * random.nextDouble() * 120_000);
      acts.add(new Act("a" + random.nextInt(6), millis));
    }
    var usage = new CoActionUsage(LIKE, null);
    List<String> told = occasions(usage, RingConfig.ofDefaults(), acts);
    assertThat(told).isEqualTo(bruteForce(acts)).isNotEmpty();
    assertThat(usage.pairMass()).isEqualTo(told.size());
    assertThat(usage.actions()).isEqualTo(500);
  }

  @Test
  void includesTheWindowsLastMillisecond() {
    RingConfig config = RingConfig.ofDefaults();
    List<Act> atBound = List.of(new Act("a", 0), new Act("b", WINDOW));
    List<Act> beyond = List.of(new Act("a", 0), new Act("b", WINDOW + 1));
    assertThat(occasions(new CoActionUsage(LIKE, null), config, atBound)).hasSize(1);
    assertThat(occasions(new CoActionUsage(LIKE, null), config, beyond)).isEmpty();
  }

  @Test
  void tellsTheClosestOnlyWhileCrowdedAndCountsAll() {
    RingConfig config = RingConfig.ofDefaults();
    config = config.withCoAction(config.coAction().withActorCap(3));
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      acts.add(new Act("a" + i, i));
    }
    var usage = new CoActionUsage(LIKE, null);
    assertThat(occasions(usage, config, acts))
        .containsExactly(
            "a0a1@1", "a0a2@2", "a0a3@3", "a1a2@2", "a1a3@3", "a1a4@4", "a2a3@3", "a2a4@4",
            "a3a4@4");
    assertThat(usage.pairMass()).isEqualTo(10);
  }

  @Test
  void refusesAStaticKey() {
    assertThatThrownBy(() -> new CoActionUsage(new LinkKey(LinkKeyKind.IP, "1.1.1.1"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a co-action");
  }
}
