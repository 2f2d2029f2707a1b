package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a memory, a search finds what one without it finds, whatever happened in between. */
class PairMemoryTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final int DAY = 86_400;
  private static final int STRANGERS = 700;
  private static final int STEPS = 12;

  /** Things that happen, one after the other. */
  private static final class Story {

    private final Random random;
    private final List<Consumer<World>> told = new ArrayList<>();

    Story(long seed) {
      random = new Random(seed);
    }

    /** Accounts who have homes, share some of them, and like what others like. */
    void people(int count) {
      for (int i = 0; i < count; i++) {
        person(random.nextInt(STRANGERS));
      }
    }

    private void person(int who) {
      int second = random.nextInt(DAY);
      String ip = random.nextInt(9) == 0 ? "carrier" + random.nextInt(4) : "home" + who / 3;
      String device = random.nextInt(30) == 0 ? "" : "device" + who + "-" + random.nextInt(2);
      String target = random.nextInt(3) == 0 ? "target" + random.nextInt(120) : "";
      told.add(world -> world.event("p" + who, second, ip, device, target));
    }

    /** Some of a ring act, not all at the same time or over the same keys. */
    void ring(int ring, int acts) {
      int second = random.nextInt(DAY);
      for (int i = 0; i < acts; i++) {
        int member = random.nextInt(7);
        int at = second + random.nextInt(50);
        String ip = random.nextInt(4) > 0 ? "hidden" + ring + "-" + random.nextInt(2) : "home" + i;
        String device =
            random.nextBoolean()
                ? "shared" + ring + "-" + random.nextInt(2)
                : "own" + ring + "-" + member;
        String target = random.nextBoolean() ? "goal" + ring + "-" + random.nextInt(5) : "";
        told.add(world -> world.event("r" + ring + "-" + member, at, ip, device, target));
      }
    }

    /** A chain in which two neighbours each share a device. */
    void chain(int chain, int length) {
      for (int i = 0; i < length; i++) {
        int link = i;
        int second = random.nextInt(DAY);
        told.add(world ->
            world
                .event("c" + chain + "-" + link, second, "", "link" + chain + "-" + link, "")
                .event(
                    "c" + chain + "-" + link, second, "", "link" + chain + "-" + (link + 1), ""));
      }
    }

    LinkGraph graph(int from, int to, RingConfig config) {
      World world = new World();
      told.subList(from, to).forEach(one -> one.accept(world));
      return world.graph(config, random);
    }

    int size() {
      return told.size();
    }
  }

  private static Story begun(long seed) {
    Story story = new Story(seed);
    story.people(6_000);
    for (int ring = 0; ring < 6; ring++) {
      story.ring(ring, 60);
    }
    story.chain(0, 14);
    return story;
  }

  private static void more(Story story, int step) {
    story.people(25);
    story.ring(step % 9, 1 + story.random.nextInt(12));
    if (step % 5 == 4) {
      story.chain(step, 9 + step);
    }
  }

  static Stream<RingConfig> configs() {
    return Stream.of(
        CONFIG,
        CONFIG.withAlso(LinkKeyKind.NETWORK).withAlso(LinkKeyKind.CLIENT),
        CONFIG.withFalseDiscoveryRate(0.2));
  }

  private static void same(LinkGraph graph, RingConfig config, PairMemory memory) {
    List<Pair> expected = Significance.significantPairs(graph, config);
    assertThat(Significance.significantPairs(graph, config, memory)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void findsTheSameWhereALogGrows(RingConfig config) {
    for (long seed = 1; seed <= 3; seed++) {
      Story story = begun(seed);
      PairMemory memory = new PairMemory();
      int tested = 0;
      int accounts = 0;
      for (int step = 0; step < STEPS; step++) {
        LinkGraph graph = story.graph(0, story.size(), config);
        same(graph, config, memory);
        assertThat(Significance.significantPairs(graph, config)).hasSizeGreaterThan(20);
        tested += step == 0 ? 0 : memory.accountsTested();
        accounts += step == 0 ? 0 : graph.accounts();
        more(story, step);
      }
      assertThat(tested).isLessThan(accounts / 2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void findsTheSameWhereWhatIsOldGoes(long seed) {
    Story story = begun(seed);
    PairMemory memory = new PairMemory();
    int from = 0;
    for (int step = 0; step < STEPS; step++) {
      same(story.graph(from, story.size(), CONFIG), CONFIG, memory);
      more(story, step);
      from += story.random.nextInt(60);
    }
  }

  /** The null model of one log says nothing about another, even where nobody changed. */
  @Test
  void testsAllAgainWhereTheModelMoves() {
    Story story = begun(21);
    PairMemory memory = new PairMemory();
    int little = story.size() / 2;
    for (int to : new int[] {little, story.size(), little, story.size()}) {
      LinkGraph graph = story.graph(0, to, CONFIG);
      same(graph, CONFIG, memory);
      assertThat(memory.accountsTested()).isEqualTo(graph.accounts());
    }
  }

  @Test
  void testsNobodyWhereNothingChanged() {
    Story story = begun(22);
    PairMemory memory = new PairMemory();
    same(story.graph(0, story.size(), CONFIG), CONFIG, memory);
    // The same log, in another order, under other numbers.
    same(story.graph(0, story.size(), CONFIG), CONFIG, memory);

    assertThat(memory.accountsTested()).isZero();
  }

  @Test
  void beginsAnewUnderAnotherConfiguration() {
    Story story = begun(23);
    PairMemory memory = new PairMemory();
    same(story.graph(0, story.size(), CONFIG), CONFIG, memory);
    RingConfig stricter = CONFIG.withFalseDiscoveryRate(1e-9);

    same(story.graph(0, story.size(), stricter), stricter, memory);
  }

  @Test
  void theFloorIsBelowEveryModelThatItHoldsFor() {
    Story story = begun(24);
    PairBasis before = PairBasis.of(story.graph(0, story.size() - 200, CONFIG), CONFIG);
    PairBasis after = PairBasis.of(story.graph(0, story.size(), CONFIG), CONFIG);
    PairFloor floor = PairFloor.below(before);

    assertThat(floor.holdsFor(before)).isTrue();
    assertThat(floor.holdsFor(after)).isTrue();
    assertThat(PairFloor.exactly(before).holdsFor(before)).as("no room for the bound").isFalse();
    assertThat(before.model().isNowhereBelow(before.model())).isTrue();
    assertThat(before.model().less(0.01, 0).isNowhereBelow(before.model())).isFalse();
    for (int slot = 0; slot < NullModel.SLOTS; slot++) {
      for (double mass = 1; mass < 1e6; mass *= 1.3) {
        assertThat(floor.model().massUpTo(slot, mass))
            .isLessThanOrEqualTo(after.model().massUpTo(slot, mass));
      }
    }
  }
}
