package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.LinkKeyKind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoincidencesTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  /** Devices taken at random: what a group of strangers shares is counted pair by pair. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void expectsOfStrangersWhatStrangersShare(long seed) {
    Random random = new Random(seed);
    World world = new World();
    for (int use = 0; use < 3000; use++) {
      world.event("s" + random.nextInt(400), use, "", "d" + random.nextInt(250), "");
    }
    LinkGraph graph = world.graph(CONFIG);
    Coincidences coincidences = new Coincidences(graph, CONFIG);
    double expected = 0;
    double seen = 0;
    for (int trial = 0; trial < 60; trial++) {
      int[] group = random.ints(0, graph.accounts()).distinct().limit(30).sorted().toArray();
      expected += coincidences.expected(LinkKeyKind.DEVICE, group, 0);
      seen += sharedDevices(graph.keyColumns(), group);
    }
    assertThat(expected / seen).as("seed %d, %s seen", seed, seen).isCloseTo(1, within(0.08));
  }

  private static long sharedDevices(KeyColumns keys, int[] group) {
    long shared = 0;
    for (int key = 0; key < keys.size(); key++) {
      int at = key;
      long members = IntStream.of(group).filter(account -> keys.place(at, account) >= 0).count();
      shared += members * (members - 1) / 2;
    }
    return shared;
  }

  @Test
  void setsWhatARingSharesBesideWhatChanceExplains() {
    World world = new World().strangers(800, 5);
    for (int target = 0; target < 8; target++) {
      for (int member = 0; member < 7; member++) {
        String name = "c" + member;
        double second = 7000.0 * target + 3 * member;
        world.event(name, second, "own-" + name, "farm", "job" + target, "owner" + target);
      }
    }
    List<Ring> rings = world.findings(CONFIG).rings();
    assertThat(rings).hasSize(1);
    List<Coincidence> found = rings.getFirst().coincidences();
    assertThat(found)
        .extracting(Coincidence::kind)
        .containsExactly(LinkKeyKind.DEVICE, LinkKeyKind.CO_ACTION);
    assertThat(found).extracting(Coincidence::seen).containsExactly(21L, 8 * 21L);
    assertThat(found).allSatisfy(one -> assertThat(one.expected()).isLessThan(one.seen() / 10.0));
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertThatThrownBy(() -> new Coincidence(LinkKeyKind.IP, -1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Coincidence(LinkKeyKind.IP, 1, Double.NaN))
        .hasMessageContaining("NaN");
  }
}
