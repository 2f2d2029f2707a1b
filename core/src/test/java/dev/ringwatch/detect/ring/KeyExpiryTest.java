package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that forget, against maps that do, over days in which keys and accounts come and go. */
class KeyExpiryTest {

  private static final int DAY = 24 * 60;
  private static final int KEPT = 3 * DAY;

  private record Use(int uses, int first, int last) {
    private static Use once(int minute) {
      return new Use(1, minute, minute);
    }

    private static Use both(Use one, Use other) {
      return new Use(
          one.uses + other.uses, Math.min(one.first, other.first), Math.max(one.last, other.last));
    }
  }

  /** By key, then account. */
  private final Map<String, Map<Integer, Use>> expected = new HashMap<>();

  private static String device(int number) {
    return "device " + number + (number % 7 == 0 ? " with a name longer than others" : "");
  }

  private static EventKeys event(String device, int minute) {
    return EventKeys.of(
        Event.builder(new AccountId("x"), "act", Instant.ofEpochSecond(60L * minute))
            .device(device)
            .build());
  }

  private static KeyUsages table() {
    KeyUsages table = new KeyUsages(LinkKeyKind.DEVICE, LinkKeys.ALWAYS, 5);
    table.sweepDaily();
    return table;
  }

  private void use(KeyUsages table, String device, int account, int minute) {
    long hash = KeyUsage.valueHash(device, HashKey.PUBLIC);
    int key = table.find(hash);
    table.at(key >= 0 ? key : table.open(device, hash)).use(account, event(device, minute));
    expected
        .computeIfAbsent(device, opened -> new HashMap<>())
        .merge(account, Use.once(minute), Use::both);
  }

  private void sweep(KeyUsages table, int now) {
    int before = now / DAY * DAY - KEPT;
    Map<String, Integer> seen = new HashMap<>();
    table.sweep(
        new Tick(now),
        key -> {
          seen.merge(key.key().value(), 1, Integer::sum);
          Map<Integer, Use> accounts = expected.getOrDefault(key.key().value(), Map.of());
          int count = accounts.size();
          accounts.values().removeIf(use -> use.last < before);
          assertThat(key.expire(before)).isEqualTo(count - accounts.size());
          return key.accounts() == 0;
        });
    assertThat(seen.values()).allMatch(times -> times == 1);
    expected.values().removeIf(Map::isEmpty);
  }

  private static Map<String, Map<Integer, Use>> content(KeyUsages table) {
    Map<String, Map<Integer, Use>> content = new HashMap<>();
    for (int key = 0; key < table.keys().size(); key++) {
      if (table.keys().accounts(key) > 0) {
        KeyUsage usage = table.at(key);
        Map<Integer, Use> accounts = new HashMap<>();
        usage.forEach(
            (account, uses, first, last) -> accounts.put(account, new Use(uses, first, last)));
        assertThat(accounts).hasSize(usage.accounts());
        accounts.keySet().forEach(account -> assertThat(usage.hasUsed(account)).isTrue());
        content.put(usage.key().value(), accounts);
      }
    }
    assertThat(content).hasSize(table.size());
    content.forEach((value, accounts) -> {
      int key = table.find(KeyUsage.valueHash(value, HashKey.PUBLIC));
      assertThat(table.at(key).key().value()).isEqualTo(value);
    });
    return content;
  }

  private static byte[] written(KeyUsages table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BlockWriter blocks = new BlockWriter(out);
    table.freeze().writeTo(blocks);
    table.thaw();
    blocks.finish();
    return out.toByteArray();
  }

  private static KeyUsages read(byte[] bytes) throws IOException {
    BlockReader in = new BlockReader(new ByteArrayInputStream(bytes));
    KeyUsages table = new KeyUsages(LinkKeyKind.DEVICE, LinkKeys.ALWAYS, 6, in);
    table.sweepDaily();
    return table;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void keysAndAccountsGoWithTheirDays(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    KeyUsages table = table();
    int largest = 0;
    for (int day = 0; day < 20; day++) {
      for (int minute = day * DAY; minute < (day + 1) * DAY; minute++) {
        if (random.nextInt(3) == 0) {
          // Keys of the day, some of the days before, and a few of always.
          int key = random.nextInt(4) == 0 ? random.nextInt(5) : 60 * day + random.nextInt(150);
          use(table, device(key), random.nextInt(12), minute - random.nextInt(3));
        }
        sweep(table, minute);
      }
      assertThat(content(table)).isEqualTo(expected);
      KeyUsages copy = table.copy();
      Map<String, Map<Integer, Use>> before = Map.copyOf(expected);
      assertThat(copy.keys().size()).isEqualTo(table.keys().size());
      byte[] bytes = written(table);
      table = read(bytes);
      assertThat(content(table)).as("read").isEqualTo(before);
      assertThat(written(table)).as("written again").isEqualTo(bytes);
      largest = Math.max(largest, table.keys().size());
    }
    assertThat(largest).as("rows are used again").isLessThan(700);
  }

  @Test
  void aCopyStaysAsItWasWhileKeysGo() {
    KeyUsages table = table();
    for (int i = 0; i < 10_000; i++) {
      use(table, device(i), i % 100, 10);
      use(table, device(i), i % 7, 10);
    }
    KeyUsages copy = table.copy();
    for (int minute = 10 * DAY; minute < 11 * DAY; minute++) {
      sweep(table, minute);
    }
    assertThat(table.size()).isZero();
    for (int i = 0; i < 5_000; i++) {
      use(table, "another " + i, i, 10 * DAY);
    }
    for (int key = 0; key < 10_000; key++) {
      assertThat(copy.keys().text(key)).isEqualTo(device(key));
      assertThat(copy.keys().account(key)).isEqualTo(key % 100);
    }
    table.thaw();
  }

  /** A copied key that has told, forgets, and tells again what is left is the step's matter. */
  @Test
  void theFirstAccountIsReplacedByTheOldestThatStays() {
    KeyUsages table = table();
    use(table, "d", 1, 10);
    use(table, "d", 2, 20);
    use(table, "d", 3, 30);
    use(table, "d", 4, 5);
    KeyUsage usage = table.at(table.find(KeyUsage.valueHash("d", HashKey.PUBLIC)));
    assertThat(usage.expire(15)).isEqualTo(2);
    assertThat(order(usage)).isEqualTo(List.of(3, 2));
    usage.use(5, event("d", 40));
    assertThat(order(usage)).isEqualTo(List.of(5, 3, 2));
    assertThat(usage.expire(1_000)).isEqualTo(3);
    assertThat(usage.accounts()).isZero();
  }

  private static List<Integer> order(KeyUsage usage) {
    List<Integer> order = new ArrayList<>();
    usage.forEach((account, uses, first, last) -> order.add(account));
    return order;
  }

  @Test
  void aCrowdedTargetStaysAsLongAsItIsUsed() {
    CoActionPolicy policy = RingConfig.ofDefaults().coAction().withAudienceCap(3);
    CoActionUsages table = new CoActionUsages(RingConfig.ofDefaults().withCoAction(policy), 1);
    table.sweepDaily();
    int key = table.open("like t", 77);
    for (int account = 0; account < 10; account++) {
      table.at(key).act(account, 60_000L * (100 + account), (a, b, millis, gap) -> {});
    }
    assertThat(table.at(key).audience()).as("dropped").isZero();
    assertThat(table.at(key).expire(100)).isFalse();
    assertThat(table.at(key).expire(109)).isFalse();
    assertThat(table.at(key).expire(110)).isTrue();
  }

  @Test
  void occasionsOfTwoGenerationsCount() {
    CoActionUsages table = new CoActionUsages(RingConfig.ofDefaults(), 1);
    int key = table.open("like t", 77);
    table.at(key).act(1, 1_000, (a, b, millis, gap) -> {});
    table.at(key).act(2, 2_000, (a, b, millis, gap) -> {});
    table.at(key).age();
    table.at(key).act(3, 3_000, (a, b, millis, gap) -> {});
    assertThat(table.at(key).pairMass()).isEqualTo(1 + 2);
    table.at(key).age();
    assertThat(table.at(key).pairMass()).isEqualTo(2);
    table.at(key).age();
    assertThat(table.at(key).pairMass()).isZero();
  }
}
