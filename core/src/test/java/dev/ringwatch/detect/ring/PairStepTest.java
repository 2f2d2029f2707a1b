package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairStepTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  private static World random(long seed) {
    var random = new Random(seed);
    var world = new World();
    for (int i = 0; i < 500; i++) {
      world.event(
          "a" + random.nextInt(40),
          random.nextInt(86_400),
          "ip" + random.nextInt(60),
          "device" + random.nextInt(50),
          random.nextInt(3) == 0 ? "target" + random.nextInt(80) : "");
    }
    return world;
  }

  private static boolean shares(KeyColumns keys, int key, int a, int b) {
    return keys.place(key, a) >= 0 && keys.place(key, b) >= 0;
  }

  /**
   * Whether two accounts share two keys of different static kinds that are not one piece of
   * evidence.
   */
  private static boolean sharesTwoKinds(LinkGraph graph, int a, int b) {
    KeyColumns keys = graph.keyColumns();
    int[] shared = IntStream.range(0, keys.size()).filter(key -> shares(keys, key, a, b)).toArray();
    for (int one : shared) {
      for (int other : shared) {
        boolean isStatic = keys.isStatic(one) && keys.isStatic(other);
        if (isStatic && keys.kind(one) != keys.kind(other) && !keys.dependent(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsEveryPairThatSharesTwoKinds(long seed) {
    LinkGraph graph = random(seed).graph(CONFIG);
    PairBasis basis = World.withoutBound(graph, CONFIG);
    var step = new PairStep(basis, PairFloor.exactly(basis));
    for (int a = 0; a < graph.accounts(); a++) {
      List<Integer> found = step.pairsOf(a).stream().map(Pair::b).toList();
      List<Integer> expected = new ArrayList<>();
      for (int b = a + 1; b < graph.accounts(); b++) {
        if (sharesTwoKinds(graph, a, b)) {
          expected.add(b);
        }
      }
      assertThat(found).containsAll(expected).isSorted().doesNotHaveDuplicates();
    }
  }
}
