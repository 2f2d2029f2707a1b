package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of one kind that two accounts or more share, out of several tables, in the order of
 * {@link KeyRows#order}; and how their accounts get to their places in a graph's columns.
 */
final class SharedKeys {

  /** So few accounts are sorted one by one. */
  private static final int FEW = 24;

  private final LinkKeyKind kind;
  private final List<KeyRows> tables;

  /** By place: which table, and which key of it. */
  private final int[] tableOf;

  private final int[] keyOf;

  /** By table and key: the place, -1 if the key is not shared. */
  private final int[][] placeOf;

  private int first;

  /** Finds the shared keys. O(keys) passes of a radix sort. */
  SharedKeys(LinkKeyKind kind, List<KeyRows> tables) {
    this.kind = kind;
    this.tables = tables;
    int count = 0;
    for (KeyRows table : tables) {
      count += shared(table);
    }
    long[] orders = new long[count];
    int[] tableBefore = new int[count];
    int[] keyBefore = new int[count];
    int at = 0;
    for (int table = 0; table < tables.size(); table++) {
      KeyRows rows = tables.get(table);
      for (int key = 0; key < rows.size(); key++) {
        if (rows.accounts(key) > 1) {
          orders[at] = rows.order(key);
          tableBefore[at] = table;
          keyBefore[at++] = key;
        }
      }
    }
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    LongArrays.radixSortIndirect(order, orders, true);
    tableOf = Arrays.stream(order).map(i -> tableBefore[i]).toArray();
    keyOf = Arrays.stream(order).map(i -> keyBefore[i]).toArray();
    placeOf = new int[tables.size()][];
    fillPlaces();
  }

  private static int shared(KeyRows table) {
    int count = 0;
    for (int key = 0; key < table.size(); key++) {
      count += table.accounts(key) > 1 ? 1 : 0;
    }
    return count;
  }

  private void fillPlaces() {
    for (int table = 0; table < placeOf.length; table++) {
      placeOf[table] = new int[tables.get(table).size()];
      Arrays.fill(placeOf[table], -1);
    }
    for (int place = 0; place < keyOf.length; place++) {
      placeOf[tableOf[place]][keyOf[place]] = place;
    }
  }

  LinkKeyKind kind() {
    return kind;
  }

  int size() {
    return keyOf.length;
  }

  /** Where the kind's keys begin among the graph's. */
  int first() {
    return first;
  }

  void startAt(int key) {
    first = key;
  }

  int tableNumber(int place) {
    return tableOf[place];
  }

  KeyRows table(int place) {
    return tables.get(tableOf[place]);
  }

  int key(int place) {
    return keyOf[place];
  }

  int accounts(int place) {
    return table(place).accounts(key(place));
  }

  /**
   * Writes the accounts of every key to its places, in no order.
   *
   * @param rank from an account's number to its place in the graph
   * @param start by the graph's key, its first place in the columns
   * @param columns the account, its uses, first and last minute
   */
  void fillMembers(int[] rank, int[] start, int[][] columns) {
    IntStream.range(0, tables.size())
        .parallel()
        .forEach(table -> fillMembers(table, rank, start, columns));
  }

  private void fillMembers(int table, int[] rank, int[] start, int[][] columns) {
    KeyRows rows = tables.get(table);
    int[] places = placeOf[table];
    int[] next = new int[places.length];
    for (int key = 0; key < places.length; key++) {
      if (places[key] >= 0) {
        int at = start[first + places[key]];
        columns[0][at] = rank[rows.account(key)];
        columns[1][at] = rows.uses(key);
        columns[2][at] = rows.firstMinute(key);
        columns[3][at] = rows.lastMinute(key);
        next[key] = at + 1;
      }
    }
    Members members = rows.members();
    for (int row = 0; row < members.size(); row++) {
      int key = members.key(row);
      if (key >= 0) {
        int at = next[key]++;
        columns[0][at] = rank[members.account(row)];
        columns[1][at] = members.uses(row);
        columns[2][at] = members.firstMinute(row);
        columns[3][at] = members.lastMinute(row);
      }
    }
  }

  /** Sorts one key's places by account. */
  static void sortMembers(int[][] columns, int from, int to) {
    if (to - from <= FEW) {
      insertionSort(columns, from, to);
      return;
    }
    long[] order = new long[to - from];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) columns[0][from + i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    for (int[] column : columns) {
      int[] before = Arrays.copyOfRange(column, from, to);
      for (int i = 0; i < order.length; i++) {
        column[from + i] = before[(int) order[i]];
      }
    }
  }

  private static void insertionSort(int[][] columns, int from, int to) {
    int[] accounts = columns[0];
    for (int i = from + 1; i < to; i++) {
      for (int at = i; at > from && accounts[at - 1] > accounts[at]; at--) {
        for (int[] column : columns) {
          int before = column[at - 1];
          column[at - 1] = column[at];
          column[at] = before;
        }
      }
    }
  }
}
