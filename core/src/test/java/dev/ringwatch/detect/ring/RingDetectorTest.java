package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingDetectorTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final int HOUR = 3600;

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).sorted().toList();
  }

  private static List<List<String>> rings(World world) {
    return world.findings(CONFIG).rings().stream()
        .map(ring -> ring.members().stream().map(member -> member.account().value()).toList())
        .toList();
  }

  /** Members act on the same targets, of different owners, within seconds, a few times a day. */
  private static World coActing(World world, int members, int targets, double gapSeconds) {
    for (int target = 0; target < targets; target++) {
      for (int member = 0; member < members; member++) {
        double second = target * 2.0 * HOUR + gapSeconds * member;
        String name = "c" + member;
        world.event(name, second, "own-" + name, "own-" + name, "job" + target, "owner" + target);
      }
    }
    return world;
  }

  private static World chain(World world, int members) {
    for (int member = 0; member < members; member++) {
      for (int turn = 0; turn < 6; turn++) {
        int device = member + turn % 2;
        double second = turn * 3.0 * HOUR + 97.0 * member;
        world.event("k" + member, second, "ip-k" + member, "chain" + device, "t" + member + turn);
      }
    }
    return world;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsAccountsThatCoActWithinSeconds(long seed) {
    assertThat(rings(coActing(new World().strangers(1000, seed), 6, 6, 3)))
        .containsExactly(names("c", 6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsAccountsThatWorkOnTheSameTargetsMinutesApart(long seed) {
    assertThat(rings(coActing(new World().strangers(1000, seed), 8, 8, 300)))
        .containsExactly(names("c", 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsAChainInWhichEveryDeviceHasTwoAccounts(long seed) {
    assertThat(rings(chain(new World().strangers(1000, seed), 10))).containsExactly(names("k", 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsMostAccountsThatRotateOverDevicesAndAddresses(long seed) {
    World world = new World().strangers(1000, seed);
    var random = new Random(seed);
    for (int member = 0; member < 12; member++) {
      for (int turn = 0; turn < 8; turn++) {
        String device = "farm-device" + random.nextInt(5);
        String ip = "farm-ip" + random.nextInt(5);
        world.event("f" + member, random.nextInt(24 * HOUR), ip, device, "f" + member + turn);
      }
    }
    List<List<String>> rings = rings(world);
    assertThat(rings).hasSize(1);
    assertThat(names("f", 12)).containsAll(rings.getFirst());
    assertThat(rings.getFirst()).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void leavesAHouseholdAlone() {
    World world = new World().strangers(300, 1);
    for (int member = 0; member < 6; member++) {
      for (int turn = 0; turn < 4; turn++) {
        double second = turn * 5.0 * HOUR + 700 * member;
        world.event("h" + member, second, "home", "tablet", "common" + turn + member);
        world.event("h" + member, second + HOUR, "home", "phone" + member, "common" + member);
        world.event("h" + member, second + 2 * HOUR, "mobile" + member, "tablet", "common7");
      }
    }
    assertThat(rings(world)).isEmpty();
  }

  @Test
  void leavesAnOfficeAndACafeAlone() {
    World world = new World().strangers(300, 1);
    for (int member = 0; member < 60; member++) {
      world.event("o" + member, 9.0 * HOUR + 4 * member, "office", "laptop" + member, "intranet");
      world.event("o" + member, 13.0 * HOUR + 70 * member, "cafe", "laptop" + member, "lunch");
      world.event("o" + member, 20.0 * HOUR + member, "home" + member, "laptop" + member, "");
    }
    assertThat(rings(world)).isEmpty();
  }

  @Test
  void leavesVisitorsOfAPublicComputerAlone() {
    World world = new World().strangers(300, 1);
    for (int member = 0; member < 40; member++) {
      for (int turn = 0; turn < 3; turn++) {
        world.event("s" + member, 900.0 * member + 60 * turn, "library", "desk", "common" + member);
      }
    }
    assertThat(rings(world)).isEmpty();
  }

  @Test
  void leavesFansOfOneCreatorAlone() {
    World world = new World().strangers(300, 1);
    var random = new Random(4);
    for (int post = 0; post < 12; post++) {
      for (int fan = 0; fan < 30; fan++) {
        double second = 2.0 * HOUR * post + 150 * random.nextDouble();
        world.event("s" + fan, second, "own-" + fan, "own-" + fan, "post" + post, "creator");
      }
    }
    assertThat(rings(world)).isEmpty();
  }

  @Test
  void leavesVisitorsOfASaleAlone() {
    World world = new World().strangers(300, 1);
    for (int buyer = 0; buyer < 80; buyer++) {
      for (int product = 0; product < 5; product++) {
        double second = 12.0 * HOUR + 5 * buyer + 20 * product;
        String own = "own-" + buyer;
        world.event("s" + buyer, second, own, own, "product" + product, "seller" + product);
      }
    }
    assertThat(rings(world)).isEmpty();
  }

  @Test
  void doesNotFrameTheVictimWhoseDeviceIdARingUses() {
    World world = coActing(new World().strangers(300, 1), 8, 8, 3);
    for (int member = 0; member < 8; member++) {
      for (int turn = 0; turn < 5; turn++) {
        world.event("c" + member, 4000.0 * turn, "ip" + turn, "own-7", "x" + member + turn);
      }
    }
    List<String> members = rings(world).getFirst();
    assertThat(members).isEqualTo(names("c", 8)).doesNotContain("s7");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheSameInWhateverOrderTheGraphWasBuilt(long order) {
    World world = chain(coActing(new World().strangers(200, 9), 7, 7, 3), 9);
    RingFindings expected = world.findings(CONFIG, new Random(0));
    assertThat(expected.rings()).hasSize(2);
    assertThat(world.findings(CONFIG, new Random(order))).isEqualTo(expected);
  }

  @Test
  void explainsEveryScoreByReasonsThatSumToIt() {
    World world = chain(coActing(new World().strangers(200, 9), 7, 7, 3), 9);
    for (Ring ring : world.findings(CONFIG).rings()) {
      double sum = ring.reasons().stream().mapToDouble(Reason::points).sum();
      assertThat(sum).isCloseTo(ring.score(), within(1e-9));
    }
  }

  @Test
  void scoresARingHigherForAbnormalMembers() {
    World world = coActing(new World().strangers(200, 9), 7, 7, 3);
    LinkGraph graph = world.graph(CONFIG);
    var risk = new double[graph.accounts()];
    double calm = RingDetector.detect(graph, risk, CONFIG).rings().getFirst().score();
    for (int i = 0; i < 7; i++) {
      risk[graph.indexOf(new AccountId("c" + i))] = 100;
    }
    double abnormal = RingDetector.detect(graph, risk, CONFIG).rings().getFirst().score();
    assertThat(abnormal).isGreaterThan(calm);
  }

  @Test
  void writesTheEvidenceOfAnEdgeInOneLine() {
    Edge edge =
        coActing(new World().strangers(200, 9), 3, 5, 3).findings(CONFIG).edges().getFirst();
    assertThat(edge.evidenceText())
        .contains("co-action act job0 (gap 3 s at 2026-03-02T00:00:00Z)|")
        .doesNotContain("\n")
        .doesNotContain("\t");
  }

  @Test
  void findsNothingInAnEmptyGraph() {
    LinkGraph graph = LinkGraph.builder(CONFIG).build();
    assertThat(RingDetector.detect(graph, new double[0], CONFIG))
        .isEqualTo(new RingFindings(List.of(), List.of()));
  }

  @Test
  void refusesRisksThatDoNotFitTheAccounts() {
    LinkGraph graph = new World().strangers(2, 1).graph(CONFIG);
    assertThatThrownBy(() -> RingDetector.detect(graph, new double[1], CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 risks for 2 accounts");
    assertThatThrownBy(() -> RingDetector.detect(graph, new double[] {0, 101}, CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("101");
  }
}
