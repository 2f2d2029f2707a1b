package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.LinkKeyKind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the /56 and the client find, and whom they must not frame. */
class WeakKindsTest {

  private static final RingConfig OFF = RingConfig.ofDefaults();
  private static final RingConfig ON =
      OFF.withAlso(LinkKeyKind.NETWORK).withAlso(LinkKeyKind.CLIENT);
  private static final int BACKGROUND = 5_000;
  private static final int DAY = 86_400;

  private static List<List<String>> rings(World world, RingConfig config) {
    return world.findings(config).rings().stream()
        .map(ring -> ring.members().stream().map(member -> member.account().value()).toList())
        .toList();
  }

  /** The pairs whose evidence is of enough kinds, however likely it is by chance. */
  private static List<Pair> structured(World world, RingConfig config) {
    LinkGraph graph = world.graph(config);
    PairBasis basis = World.withoutBound(graph, config);
    var step = new PairStep(basis, PairFloor.exactly(basis));
    return IntStream.range(0, graph.accounts())
        .mapToObj(step::pairsOf)
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> members(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).sorted().toList();
  }

  /** An address in a /56 of its own for every number, in one of its 256 /64. */
  private static String six(int slash56, int slash64, int host) {
    return String.format(
        "2001:db8:%x:%x::%x", slash56 >>> 8, (slash56 & 255) << 8 | slash64, host + 1);
  }

  private static String browser(Random random) {
    return "browser " + (int) (40 * random.nextDouble() * random.nextDouble());
  }

  /** People at homes of their own, half of them with IPv6, who act on some common targets. */
  private static World strangers(long seed) {
    var world = new World();
    var random = new Random(seed);
    for (int i = 0; i < BACKGROUND; i++) {
      String ip = i % 2 == 0 ? six(100_000 + i, random.nextInt(4), i) : "home-" + i;
      String own = "own-" + i;
      String agent = browser(random);
      for (int act = 0; act < 4; act++) {
        String target = "common" + random.nextInt(500);
        world.event(
            "s" + i,
            random.nextInt(DAY),
            event -> event.ip(ip).device(own).userAgent(agent).target(target));
      }
    }
    return world;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsAFarmThatRotatesItsSlash64WithinOneSlash56(long seed) {
    World world = strangers(seed);
    var random = new Random(1_000 + seed);
    for (int member = 0; member < 10; member++) {
      for (int act = 0; act < 12; act++) {
        String ip = six(7, 20 * member + act, member);
        String own = "farm-" + member;
        String target = act < 2 ? "job" + act : "common" + random.nextInt(500);
        double second = act < 2 ? 30_000 * (act + 1) + 2 * member : random.nextInt(DAY);
        world.event(own, second, event -> event.ip(ip).device(own).target(target));
      }
    }
    assertThat(rings(world, OFF)).isEmpty();
    assertThat(rings(world, OFF.withAlso(LinkKeyKind.NETWORK)))
        .containsExactly(members("farm-", 10));
  }

  /**
   * A carrier's address: thousands with common browsers, some browsers that only a few dozen have,
   * and bots with a client that nobody else there has.
   */
  private static World carrier(long seed, int bots) {
    World world = strangers(seed);
    var random = new Random(1_000 + seed);
    for (int i = 0; i < 3_000; i++) {
      String own = "nat-" + i;
      String agent = i < 120 ? "rare browser " + i / 40 : browser(random);
      for (int act = 0; act < 4; act++) {
        String target = "common" + random.nextInt(500);
        world.event(
            own,
            random.nextInt(DAY),
            event -> event.ip("192.0.2.1").device(own).userAgent(agent).target(target));
      }
    }
    for (int member = 0; member < bots; member++) {
      String own = "bot-" + member;
      for (int act = 0; act < 12; act++) {
        String target = act < 2 ? "job" + act : "common" + random.nextInt(500);
        double second = act < 2 ? 30_000 * (act + 1) + 2 * member : random.nextInt(DAY);
        world.event(
            own,
            second,
            event -> event.ip("192.0.2.1").device(own).userAgent("odd/0.1").target(target));
      }
    }
    return world;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsBotsWithOneOddClientBehindACarrier(long seed) {
    World world = carrier(seed, 10);
    assertThat(rings(world, OFF)).isEmpty();
    assertThat(rings(world, OFF.withAlso(LinkKeyKind.CLIENT))).containsExactly(members("bot-", 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void framesNobodyForABrowserBehindACarrier(long seed) {
    assertThat(carrier(seed, 0).findings(ON).edges()).isEmpty();
  }

  /** One /56 from which a provider gives a /64 to each customer: above the cap, and below it. */
  @ParameterizedTest
  @ValueSource(ints = {60, 2_000})
  void framesNobodyForAProvidersCrowdedSlash56(int customers) {
    World world = strangers(1);
    var random = new Random(2);
    for (int i = 0; i < customers; i++) {
      String own = "customer-" + i;
      for (int act = 0; act < 6; act++) {
        String target = "common" + random.nextInt(500);
        String ip = six(9, i % 256, i);
        world.event(
            own,
            random.nextInt(DAY),
            event -> event.ip(ip).device(own).userAgent("browser 1").target(target));
      }
    }
    assertThat(world.findings(ON).edges()).isEmpty();
  }

  /** Larger than a household, so that its size does not save it: address, /56 and client agree. */
  @ParameterizedTest
  @EnumSource(names = {"NETWORK", "CLIENT"})
  void countsTheAddressAndWhatIsMadeOfItOnce(LinkKeyKind kind) {
    var world = new World();
    for (int member = 0; member < 9; member++) {
      String own = "mate-" + member;
      for (int act = 0; act < 6; act++) {
        int second = 9_000 * act + 700 * member;
        String ip = six(11, act, member);
        world.event(own, second, event -> event.ip(ip).device(own).userAgent("house client"));
      }
    }
    assertThat(structured(world, OFF.withAlso(kind))).isEmpty();
    assertThat(structured(world, ON)).isEmpty();
    world
        .event("mate-0", 0, event -> event.device("shared"))
        .event("mate-1", 0, event -> event.device("shared"));
    assertThat(structured(world, ON)).hasSize(1);
  }

  /** Devices that never leave the /56 say no more than the /56, whichever /64 they are at. */
  @Test
  void doesNotFrameAnOfficeWhoseMachinesMoveBetweenItsSlash64() {
    World world = strangers(1);
    var random = new Random(3);
    for (int member = 0; member < 9; member++) {
      for (int act = 0; act < 8; act++) {
        String ip = six(12, random.nextInt(3), member);
        String machine = "desk-" + random.nextInt(4);
        world.event(
            "clerk-" + member,
            random.nextInt(DAY),
            event -> event.ip(ip).device(machine).userAgent("office image"));
      }
    }
    assertThat(rings(world, OFF)).isNotEmpty();
    assertThat(world.findings(ON).edges()).isEmpty();
  }

  /** The address was only ever seen with the shared tablet, so its /56 is no second thing. */
  @Test
  void takesNothingFromAnAddressThatSaysNothing() {
    var world = new World();
    for (int member = 0; member < 9; member++) {
      String name = "sitter-" + member;
      int second = 5_000 * member;
      String elsewhere = "cafe-" + member;
      world.event(name, second, event -> event.ip(six(13, 1, 1)).device("tablet").userAgent("t"));
      world.event(name, second + 60, event -> event.ip(elsewhere).device("tablet").userAgent("t"));
      String neighbour = "neighbour-" + member;
      String next = six(13, 10 + member, member);
      world.event(neighbour, second, event -> event.ip(next).device(neighbour).userAgent("n"));
    }
    assertThat(structured(world, ON)).isEmpty();
  }

  @Test
  void weighsAnEdgeByTheStrongestOfTheAddressAndWhatIsMadeOfIt() {
    World world = strangers(1);
    for (int member = 0; member < 8; member++) {
      String name = "farm-" + member;
      String away = six(20 + member, 0, 0);
      world.event(name, 600 * member, event -> event.ip(six(14, 1, 0)).device(name));
      world.event(name, 600 * member + 60, event -> event.ip(away).device("machine"));
      world.event(name, 600 * member + 90, event -> event.ip(away).device("other machine"));
    }
    List<Edge> off = world.findings(OFF).edges();
    List<Edge> on = world.findings(OFF.withAlso(LinkKeyKind.NETWORK)).edges();
    assertThat(off).hasSize(28);
    assertThat(on).extracting(Edge::weight).isEqualTo(off.stream().map(Edge::weight).toList());
    assertThat(on.getFirst().evidenceText()).contains("network 2001:db8:0:e00::/56");
  }

  @Test
  void refusesThatAPlaceIdentifies() {
    assertThatThrownBy(() -> OFF.withKey(LinkKeyKind.NETWORK, new KeyPolicy(true, 0.2, true, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network is a place");
  }
}
