package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccasionCollectorTest {

  private static final int ACCOUNTS = 400;
  private static final int KEYS = 60;
  private static final Comparator<Row> BY_CONTENT =
      Comparator.comparing(Row::one)
          .thenComparing(Row::other)
          .thenComparing(Row::key)
          .thenComparingInt(Row::minute)
          .thenComparingInt(Row::lag);

  private record Told(int key, int earlier, int later, long millis, int gap) {}

  private record Row(AccountId one, AccountId other, String key, int minute, int lag) {}

  /** Enough for the sorts to split their work, most of it on one crowded key. */
  private static List<Told> occasions(Random random, int count) {
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = random.nextInt(10) > 0 ? 0 : random.nextInt(KEYS);
      int earlier = random.nextInt(ACCOUNTS);
      int later = (earlier + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      told.add(
          new Told(key, earlier, later, random.nextInt(2_880) * 60_000L, random.nextInt(60_000)));
    }
    return told;
  }

  private static List<Integer> permutation(int size, Random random) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, random);
    return numbers;
  }

  /** The graph's rows, with accounts and keys numbered and occasions added in some order. */
  private static List<Row> rows(List<Told> told, Random random) {
    RingConfig config = RingConfig.ofDefaults();
    List<Integer> accounts = permutation(ACCOUNTS, random);
    List<Integer> keys = permutation(KEYS, random);
    LinkGraph.Builder builder = LinkGraph.builder(config);
    for (int account = 0; account < ACCOUNTS; account++) {
      builder.account(accounts.get(account), new AccountId("a" + account), 1);
    }
    CoActionUsages table = new CoActionUsages(config, 1);
    for (int number = 0; number < KEYS; number++) {
      String value = "like\tpost" + keys.indexOf(number);
      int key = table.open(value, HashKey.PUBLIC.of(value));
      table.rows().setLong(key, CoActionUsages.PAIR_MASS, 1);
    }
    Occasions occasions = new Occasions(Integer.MAX_VALUE);
    List<Told> order = new ArrayList<>(told);
    Collections.shuffle(order, random);
    for (Told one : order) {
      occasions.add(
          keys.get(one.key()),
          accounts.get(one.earlier()),
          accounts.get(one.later()),
          one.millis(),
          one.gap());
    }
    return rows(builder.coActions(List.of(table), occasions).build());
  }

  private static List<Row> rows(LinkGraph graph) {
    OccasionColumns columns = graph.occasionColumns();
    List<Row> rows = new ArrayList<>();
    for (int account = 0; account < graph.accounts(); account++) {
      for (int place = columns.start(account); place < columns.start(account + 1); place++) {
        rows.add(
            new Row(
                graph.account(account),
                graph.account(columns.other(place)),
                columns.key(columns.coActionKey(place)).value(),
                columns.minute(place),
                columns.lagMillis(place)));
      }
    }
    return rows;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void givesTheSameRowsWhateverTheNumbersAndTheOrder(long seed) {
    Random random = new Random(seed);
    List<Told> told = occasions(random, 100_000);
    List<Row> rows = rows(told, random);
    assertThat(rows(told, random)).isEqualTo(rows);
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Row::one).thenComparing(Row::other));
    assertThat(keysLieTogether(rows)).isTrue();
    assertThat(rows).isEqualTo(sorted).hasSize(told.size());
    assertThat(told.stream().map(OccasionCollectorTest::row).sorted(BY_CONTENT).toList())
        .isEqualTo(rows.stream().sorted(BY_CONTENT).toList());
  }

  /** Whether the occasions of a pair on a key are neighbours, in the order of time. */
  private static boolean keysLieTogether(List<Row> rows) {
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      List<Object> of = List.of(row.one(), row.other(), row.key());
      boolean isNew = seen.add(of);
      Row before = i == 0 ? row : rows.get(i - 1);
      boolean goesOn = List.of(before.one(), before.other(), before.key()).equals(of);
      if (!isNew && (!goesOn || before.minute() > row.minute())) {
        return false;
      }
    }
    return true;
  }

  private static Row row(Told told) {
    AccountId earlier = new AccountId("a" + told.earlier());
    AccountId later = new AccountId("a" + told.later());
    boolean inOrder = earlier.compareTo(later) < 0;
    return new Row(
        inOrder ? earlier : later,
        inOrder ? later : earlier,
        "like\tpost" + told.key(),
        (int) (told.millis() / 60_000),
        inOrder ? told.gap() : -told.gap());
  }
}
