package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings that know how they are looked for: they exceed caps on purpose, and use others' keys. */
class AttacksTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final double HOUR = 3600;
  private static final int THROWAWAYS = 200;

  /** So many that the throwaways are no large part of the log; in a small one they do blind it. */
  private static final int BACKGROUND = 20_000;

  private static List<String> members(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).sorted().toList();
  }

  private static List<List<String>> rings(World world) {
    return world.findings(CONFIG).rings().stream()
        .map(ring -> ring.members().stream().map(member -> member.account().value()).toList())
        .toList();
  }

  /** A ring counts as found at half of its members, and must hold nobody else. */
  private static void assertFinds(World world, List<String> ring) {
    List<List<String>> rings = rings(world);
    assertThat(rings).hasSize(1);
    assertThat(ring).containsAll(rings.getFirst());
    assertThat(rings.getFirst()).hasSizeGreaterThanOrEqualTo(ring.size() / 2);
  }

  /** Eight that act on eight targets of different owners, every two hours, so far apart. */
  private static World coActing(World world, double gapSeconds) {
    for (int target = 0; target < 8; target++) {
      for (int member = 0; member < 8; member++) {
        String name = "c" + member;
        double second = target * 2 * HOUR + gapSeconds * member;
        world.event(name, second, "own-" + name, "own-" + name, "job" + target, "owner" + target);
      }
    }
    return world;
  }

  /** Twelve that rotate over five devices and five addresses. */
  private static World farm(long seed) {
    World world = new World().strangers(BACKGROUND, seed);
    var random = new Random(seed);
    for (int member = 0; member < 12; member++) {
      for (int turn = 0; turn < 8; turn++) {
        String device = "farm-device" + random.nextInt(5);
        String ip = "farm-ip" + random.nextInt(5);
        world.event("f" + member, random.nextInt(86_400), ip, device, "f" + member + turn);
      }
    }
    return world;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void throwawaysAtAllHoursOnTheTargetsDoNotHideBots(long seed) {
    World world = coActing(new World().strangers(BACKGROUND, seed), 3);
    var random = new Random(seed);
    for (int i = 0; i < THROWAWAYS; i++) {
      for (int target = 0; target < 8; target++) {
        String own = "own-x" + i;
        int second = random.nextInt(86_400);
        world.event("x" + i, second, own, own, "job" + target, "owner" + target);
      }
    }
    assertThat(rings(world)).containsExactly(members("c", 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void throwawaysAroundTheVeryMinuteDoNotHideBots(long seed) {
    World world = coActing(new World().strangers(BACKGROUND, seed), 0.5);
    var random = new Random(seed);
    for (int target = 0; target < 8; target++) {
      for (int i = 0; i < THROWAWAYS; i++) {
        String name = "x" + target + "-" + i;
        double second = Math.max(0, target * 2 * HOUR - 30 + 60 * random.nextDouble());
        world.event(name, second, "own-" + name, name, "job" + target, "owner" + target);
      }
    }
    assertThat(rings(world)).containsExactly(members("c", 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void throwawaysOnTwoOfItsDevicesDoNotHideAFarm(long seed) {
    World world = farm(seed);
    for (int i = 0; i < THROWAWAYS; i++) {
      for (int device = 0; device < 2; device++) {
        String name = "x" + device + "-" + i;
        world.event(name, 300.0 * i, "own-" + name, "farm-device" + device, "common" + i);
      }
    }
    assertFinds(world, members("f", 12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void throwawaysOnAllItsAddressesDoNotHideAFarm(long seed) {
    World world = farm(seed);
    for (int i = 0; i < THROWAWAYS; i++) {
      for (int ip = 0; ip < 5; ip++) {
        String name = "x" + ip + "-" + i;
        world.event(name, 300.0 * i, "farm-ip" + ip, "own-" + name, "common" + i);
      }
    }
    assertFinds(world, members("f", 12));
  }

  @ParameterizedTest
  @CsvSource({"own-7, ''", "'', own-7", "own-7, own-7"})
  void whoseKeysARingThatActsTogetherUsesIsNotFramed(String ip, String device) {
    World world = coActing(new World().strangers(BACKGROUND, 1), 3);
    for (int member = 0; member < 8; member++) {
      for (int turn = 0; turn < 5; turn++) {
        double second = 4000.0 * turn + 50 * member;
        world.event("c" + member, second, ip, device, "x" + member + turn);
      }
    }
    assertThat(rings(world)).containsExactly(members("c", 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void robbingMoreThanItsOwnNumberDoesNotFrameThem(int victims) {
    int actors = 4;
    World world = new World().strangers(BACKGROUND, 1);
    for (int turn = 0; turn < 8; turn++) {
      for (int member = 0; member < actors; member++) {
        double second = 3000.0 * turn + 3 * member;
        world.event("c" + member, second, "", "", "shared" + turn, "owner" + turn);
      }
    }
    for (int victim = 0; victim < victims; victim++) {
      String robbed = "s" + (100 + victim);
      world.event(robbed, 40 + victim, "", "stolen-device" + victim, "own" + victim);
      world.pay(robbed, 50 + victim, "stolen-card" + victim);
      for (int member = 0; member < actors; member++) {
        double second = 5000.0 + 100 * victim + 7 * member;
        world.event("c" + member, second, "", "stolen-device" + victim, "x" + member + victim);
        world.pay("c" + member, second + 2, "stolen-card" + victim);
      }
    }
    assertThat(rings(world)).containsExactly(members("c", actors));
  }

  @Test
  void whoseCardAndDeviceARingThatActsTogetherUsesIsNotFramed() {
    World world = coActing(new World().strangers(BACKGROUND, 1), 3).pay("s7", 500, "card-7");
    for (int member = 0; member < 8; member++) {
      for (int turn = 0; turn < 5; turn++) {
        double second = 4000.0 * turn + 50 * member;
        world.event("c" + member, second, "", "own-7", "x" + member + turn);
        world.pay("c" + member, second + 20, "card-7");
      }
    }
    assertThat(rings(world)).containsExactly(members("c", 8));
  }

  /** A target is hot for ten minutes: hundreds act in each of them, and twelve within seconds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aCarriersAddressAndHotTargetsDoNotHideBots(long seed) {
    var world = new World();
    var random = new Random(seed);
    int accounts = 50_000;
    for (int i = 0; i < accounts; i++) {
      for (int act = 0; act < 3; act++) {
        String target = "common" + random.nextInt(5_000);
        world.event("n" + i, random.nextInt(86_400), "nat", "device" + i, target);
      }
    }
    List<String> ring = new ArrayList<>();
    IntStream.range(0, 12).forEach(i -> ring.add("n" + (17 + 4001 * i)));
    for (int hot = 0; hot < 8; hot++) {
      double start = (2 * hot + 1) * HOUR;
      for (int i = 0; i < 1500; i++) {
        int who = random.nextInt(accounts);
        double second = start + 600 * random.nextDouble();
        world.event("n" + who, second, "nat", "device" + who, "hot" + hot, "owner" + hot);
      }
      for (int member = 0; member < 12; member++) {
        String device = "device" + ring.get(member).substring(1);
        double second = start + 300 + 5 * random.nextDouble();
        world.event(ring.get(member), second, "nat", device, "hot" + hot, "owner" + hot);
      }
    }
    assertThat(rings(world)).containsExactly(ring.stream().sorted().toList());
  }
}
