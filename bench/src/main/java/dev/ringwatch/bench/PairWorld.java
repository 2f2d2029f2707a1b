package dev.ringwatch.bench;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A day whose accounts share so much that there are as many candidate pairs as wanted: at size 1
 * about 10 million, of which three quarters share an address of 20 to 100 accounts, a quarter a
 * target of 2 to 30 accounts, and a few a device of 2 to 4; and 500 rings of twelve with four
 * devices, three addresses and five targets each. Seeded; the same at every call.
 */
final class PairWorld {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int DAY_SECONDS = 86_400;
  private static final int ACCOUNTS = 300_000;
  private static final int ADDRESSES = 3_900;
  private static final int TARGETS = 15_000;
  private static final int DEVICES = 40_000;
  private static final int RINGS = 500;
  static final int RING_SIZE = 12;

  private final double size;
  private final boolean twice;
  private final AccountId[] accounts;

  /**
   * A world.
   *
   * @param twice whether those who share an address also share a target, so that nearly every pair
   *     must be tested and not only counted
   */
  PairWorld(double size, boolean twice) {
    this.size = size;
    this.twice = twice;
    accounts = new AccountId[scaled(ACCOUNTS)];
    Arrays.setAll(accounts, i -> new AccountId("account-" + i));
  }

  private int scaled(int count) {
    return Math.max(1, (int) (count * size));
  }

  /** How many accounts there are. */
  int accounts() {
    return accounts.length;
  }

  /** How many rings are planted. */
  int rings() {
    return scaled(RINGS);
  }

  /** Says every event; those on one target in the order of time. */
  void forEach(Consumer<Event> events) {
    var random = new SplittableRandom(1);
    for (int i = 0; i < accounts.length; i++) {
      events.accept(event(i, random.nextInt(DAY_SECONDS)).device("own-" + i).ip("ip-" + i).build());
    }
    shareAddresses(random, events);
    share(
        random,
        DEVICES,
        2,
        4,
        (key, account) ->
            events.accept(
                event(account, random.nextInt(DAY_SECONDS)).device("shared-" + key).build()));
    shareTargets(random, events);
    for (int ring = 0; ring < rings(); ring++) {
      ring(ring, random, events);
    }
  }

  private void shareAddresses(SplittableRandom random, Consumer<Event> events) {
    int[] visited = {0, -1};
    share(
        random,
        ADDRESSES,
        20,
        100,
        (key, account) -> {
          events.accept(event(account, random.nextInt(DAY_SECONDS)).ip("shared-" + key).build());
          if (twice) {
            int second = nextSecond(visited, key, random);
            events.accept(event(account, second).target("place-" + key).build());
          }
        });
  }

  private void shareTargets(SplittableRandom random, Consumer<Event> events) {
    int[] acted = {0, -1};
    share(
        random,
        TARGETS,
        2,
        30,
        (key, account) -> {
          int second = nextSecond(acted, key, random);
          events.accept(event(account, second).target("target-" + key).build());
        });
  }

  /**
   * The next time at which somebody acts on a target.
   *
   * @param last the last such time and its target
   */
  private static int nextSecond(int[] last, int key, SplittableRandom random) {
    boolean first = key != last[1];
    last[0] = first ? random.nextInt(DAY_SECONDS / 4) : last[0] + random.nextInt(1_200);
    last[1] = key;
    return last[0];
  }

  /** Sees who uses a key. */
  private interface Use {
    void of(int key, int account);
  }

  private void share(SplittableRandom random, int keys, int least, int most, Use use) {
    for (int key = 0; key < scaled(keys); key++) {
      int count = random.nextInt(least, most + 1);
      int shared = key;
      distinct(random, count, account -> use.of(shared, account));
    }
  }

  /** Draws accounts without repeating one. */
  private void distinct(SplittableRandom random, int count, IntConsumer account) {
    int step = random.nextInt(1, Math.max(2, accounts.length / count));
    int first = random.nextInt(accounts.length);
    for (int i = 0; i < count; i++) {
      account.accept((int) ((first + (long) i * step) % accounts.length));
    }
  }

  private void ring(int ring, SplittableRandom random, Consumer<Event> events) {
    int first = ring * (accounts.length / rings());
    for (int act = 0; act < 5; act++) {
      for (int member = 0; member < RING_SIZE; member++) {
        events.accept(
            event(first + member, 15_000 * act + random.nextInt(100) + 5 * member)
                .device("ring-" + ring + "-" + random.nextInt(4))
                .ip("ring-" + ring + "-" + random.nextInt(3))
                .build());
        events.accept(
            event(first + member, 15_000 * act + 200 + 3 * member)
                .target("ring-" + ring + "-" + act)
                .build());
      }
    }
  }

  private Event.Builder event(int account, int second) {
    return Event.builder(accounts[account], "act", START.plusSeconds(second));
  }
}
