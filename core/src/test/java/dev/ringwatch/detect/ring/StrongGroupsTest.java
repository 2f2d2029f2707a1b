package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrongGroupsTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  private static long ties(World world) {
    LinkGraph graph = world.graph(CONFIG);
    var groups = new StrongGroups(graph, CONFIG);
    return IntStream.range(0, graph.sharedKeys()).filter(groups::ties).count();
  }

  private static void share(World world, String device, String... accounts) {
    for (String account : accounts) {
      world.event(account, 0, "ip-" + account, device, "");
    }
  }

  @Test
  void tiesAChain() {
    World world = new World().strangers(300, 1);
    for (int i = 0; i < 9; i++) {
      share(world, "link" + i, "k" + i, "k" + (i + 1));
    }
    assertThat(ties(world)).isEqualTo(9);
  }

  @Test
  void tiesNothingWhereSharingIsSoCommonThatChanceLinksEverybody() {
    World world = new World().strangers(2000, 1);
    var random = new Random(2);
    for (int i = 0; i < 1200; i++) {
      String[] accounts =
          IntStream.range(0, 4).mapToObj(j -> "s" + random.nextInt(2000)).toArray(String[]::new);
      share(world, "borrowed" + i, accounts);
    }
    assertThat(ties(world)).isZero();
  }

  @Test
  void tiesNoHouseholds() {
    World world = new World().strangers(10, 1);
    for (int home = 0; home < 100; home++) {
      share(world, "tablet" + home, "a" + home, "b" + home, "c" + home, "d" + home);
      share(world, "console" + home, "c" + home, "d" + home, "e" + home, "f" + home);
    }
    assertThat(ties(world)).isZero();
  }
}
