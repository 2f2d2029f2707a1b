package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoActionUsageTest {

  private static final int WINDOW = 60_000;
  private static final LinkKey LIKE = new LinkKey(LinkKeyKind.CO_ACTION, "like\tpost");

  private record Act(String account, long millis) {}

  private static CoActionUsage like(RingConfig config) {
    return CoActionUsage.alone(LIKE, config, HashKey.PUBLIC);
  }

  private static List<String> occasions(CoActionUsage usage, List<Act> acts) {
    List<String> told = new ArrayList<>();
    for (Act act : acts) {
      usage.act(
          Integer.parseInt(act.account().substring(1)),
          act.millis(),
          (earlier, later, millis, gap) -> told.add(pair("a" + earlier, "a" + later, millis)));
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
    var usage = like(RingConfig.ofDefaults());
    List<String> told = occasions(usage, acts);
    assertThat(told).isEqualTo(bruteForce(acts)).isNotEmpty();
    assertThat(usage.pairMass()).isEqualTo(told.size());
    assertThat(usage.actions()).isEqualTo(500);
  }

  @Test
  void includesTheWindowsLastMillisecond() {
    RingConfig config = RingConfig.ofDefaults();
    List<Act> atBound = List.of(new Act("a0", 0), new Act("a1", WINDOW));
    List<Act> beyond = List.of(new Act("a0", 0), new Act("a1", WINDOW + 1));
    assertThat(occasions(like(config), atBound)).hasSize(1);
    assertThat(occasions(like(config), beyond)).isEmpty();
  }

  @Test
  void tellsTheClosestOnlyWhileCrowdedAndCountsAll() {
    RingConfig config = RingConfig.ofDefaults();
    config = config.withCoAction(config.coAction().withActorCap(3));
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      acts.add(new Act("a" + i, i));
    }
    var usage = like(config);
    assertThat(occasions(usage, acts))
        .containsExactly(
            "a0a1@1", "a0a2@2", "a0a3@3", "a1a2@2", "a1a3@3", "a1a4@4", "a2a3@3", "a2a4@4",
            "a3a4@4");
    assertThat(usage.pairMass()).isEqualTo(10);
  }

  @Test
  void onlyCountsAnActionThatComesLate() {
    var usage = like(RingConfig.ofDefaults());
    List<Act> acts =
        List.of(new Act("a1", 86_400_000), new Act("a2", 5), new Act("a3", 86_400_001));
    assertThat(occasions(usage, acts)).containsExactly("a1a3@86400001");
    assertThat(usage.actions()).isEqualTo(3);
  }

  /** Rows that one key gives back are another's next: keys must not get into each other's way. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsTheKeysOfOneTableApart(long seed) {
    var random = new Random(seed);
    RingConfig config = RingConfig.ofDefaults();
    config = config.withCoAction(config.coAction().withAudienceCap(4));
    var table = new CoActionUsages(config, 1);
    int keys = 30;
    List<List<Act>> acts = new ArrayList<>();
    List<List<String>> told = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      table.open("like\tpost" + key, key);
      acts.add(new ArrayList<>());
      told.add(new ArrayList<>());
    }
    long millis = 0;
    for (int i = 0; i < 20_000; i++) {
      millis += random.nextInt(3_000);
      int key = random.nextInt(1 + random.nextInt(keys));
      int account = random.nextInt(2 + key % 7);
      acts.get(key).add(new Act("a" + account, millis));
      List<String> toldOfKey = told.get(key);
      table
          .at(key)
          .act(
              account,
              millis,
              (one, other, at, gap) -> toldOfKey.add(pair("a" + one, "a" + other, at)));
    }
    for (int key = 0; key < keys; key++) {
      told.get(key).sort(null);
      assertThat(told.get(key)).as("key %d", key).isEqualTo(bruteForce(acts.get(key)));
      long actors = acts.get(key).stream().map(Act::account).distinct().count();
      assertThat(table.at(key).audience()).isEqualTo(actors > 4 ? 0 : (int) actors);
    }
  }
}
