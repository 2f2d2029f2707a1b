package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the columns of all shared keys from the tables of their states, without looking an account
 * or a key up: tables are read row by row, and every row knows its place. On all processors.
 */
final class KeyCollector {

  private static final int COLUMNS = 4;

  private final int kinds;
  private final List<List<KeyUsages>> usages = new ArrayList<>();
  private List<CoActionUsages> coActions = List.of();

  /** None yet, of so many of {@link LinkKeys#STATIC}. */
  KeyCollector(int kinds) {
    this.kinds = kinds;
    LinkKeys.STATIC.subList(0, kinds).forEach(kind -> usages.add(new ArrayList<>()));
  }

  void add(KeyUsages table) {
    if (table.kinds() != kinds) {
      throw new IllegalArgumentException(
          "a graph of " + kinds + " static kinds takes no table of " + table.kinds());
    }
    usages.get(LinkKeys.index(table.kind())).add(table);
  }

  void add(List<CoActionUsages> tables) {
    coActions = tables;
  }

  /**
   * The number of distinct keys of each account, shared or not, by static kind and place.
   *
   * @param rank from an account's number to its place
   */
  int[][] degrees(int[] rank, int accounts) {
    int[][] degrees = new int[kinds][accounts];
    IntStream.range(0, kinds)
        .parallel()
        .forEach(kind -> {
          for (KeyUsages table : usages.get(kind)) {
            count(table.keys(), rank, degrees[kind]);
          }
        });
    return degrees;
  }

  private static void count(KeyRows keys, int[] rank, int[] degrees) {
    for (int key = 0; key < keys.size(); key++) {
      if (keys.accounts(key) > 0) {
        degrees[rank[keys.account(key)]]++;
      }
    }
    Members members = keys.members();
    for (int row = 0; row < members.size(); row++) {
      if (members.key(row) >= 0) {
        degrees[rank[members.account(row)]]++;
      }
    }
  }

  /** The columns. */
  KeyColumns build(int[] rank, int accounts) {
    List<SharedKeys> ofKinds =
        IntStream.rangeClosed(0, kinds).parallel().mapToObj(this::shared).toList();
    int[] start = starts(ofKinds);
    int[][] columns = new int[COLUMNS][start[start.length - 1]];
    KeyColumns.Keys known = KeyColumns.Keys.of(start.length - 1, kinds);
    ofKinds.parallelStream().forEach(kind -> kind.fillMembers(rank, start, columns));
    IntStream.range(0, start.length - 1)
        .parallel()
        .forEach(key -> SharedKeys.sortMembers(columns, start[key], start[key + 1]));
    ofKinds.forEach(kind -> describe(kind, known));
    return new KeyColumns(known, start, columns, accounts);
  }

  /** The shared keys of a static kind by its place, or after the last the co-actions. */
  private SharedKeys shared(int kind) {
    return kind < kinds
        ? new SharedKeys(
            LinkKeys.STATIC.get(kind), usages.get(kind).stream().map(KeyUsages::keys).toList())
        : new SharedKeys(
            LinkKeyKind.CO_ACTION, coActions.stream().map(CoActionUsages::keys).toList());
  }

  /**
   * Gives every kind its place behind the one before, and returns where each key's places begin.
   */
  private static int[] starts(List<SharedKeys> ofKinds) {
    int keys = ofKinds.stream().mapToInt(SharedKeys::size).sum();
    int[] start = new int[keys + 1];
    int first = 0;
    for (SharedKeys kind : ofKinds) {
      kind.startAt(first);
      for (int i = 0; i < kind.size(); i++) {
        start[first + i + 1] = start[first + i] + kind.accounts(i);
      }
      first += kind.size();
    }
    return start;
  }

  private void describe(SharedKeys kind, KeyColumns.Keys known) {
    for (int i = 0; i < kind.size(); i++) {
      int place = kind.first() + i;
      int key = kind.key(i);
      KeyRows rows = kind.table(i);
      known.hashes()[place] = rows.hash(key);
      known.tables()[place] = rows;
      known.rows()[place] = key;
      if (kind.kind() == LinkKeyKind.CO_ACTION) {
        known.units()[place] = coActions.get(kind.tableNumber(i)).unit(key);
      } else {
        List<KeyUsages> tables = usages.get(LinkKeys.index(kind.kind()));
        KeyUsages table = tables.get(kind.tableNumber(i));
        for (int other = 0; other < kinds; other++) {
          known.companions()[kinds * place + other] = table.companion(key, other);
        }
      }
      known.kinds()[place] = kind.kind();
    }
  }
}
