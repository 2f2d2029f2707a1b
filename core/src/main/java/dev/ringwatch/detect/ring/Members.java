package dev.ringwatch.detect.ring;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import dev.ringwatch.flat.LongIndex;
import java.io.IOException;

/**
 * The accounts of keys after each key's first, which lies with the key itself: one row for a key
 * and an account, in a chain from the newest of the key to the oldest. Not thread-safe; 24 bytes
 * for a row and about 48 for its place in the index.
 */
final class Members {

  /** The next row of the chain plus one, 0 at its end. */
  private static final int NEXT = 0;

  private static final int KEY = 1;
  private static final int ACCOUNT = 2;
  private static final int USES = 3;
  private static final int FIRST_MINUTE = 4;
  private static final int LAST_MINUTE = 5;
  private static final int WIDTH = 6;

  /** The key of a removed row. */
  private static final int NO_KEY = -1;

  private final IntRows rows;
  private final LongIndex index;

  /** No accounts, in an index under a seed. */
  Members(long indexSeed) {
    rows = new IntRows(WIDTH);
    index = new LongIndex(indexSeed, 0);
  }

  /** What {@link #freeze} froze; the index is made again from the rows. */
  Members(long indexSeed, BlockReader in) throws IOException {
    rows = IntRows.read(in, WIDTH);
    index = new LongIndex(indexSeed, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      if (key(row) != NO_KEY) {
        index.put(pair(key(row), account(row)), row);
      }
    }
  }

  private Members(IntRows rows) {
    this.rows = rows;
    index = new LongIndex(0, 0);
  }

  /** The rows as they are now, to be read one by one by another thread; nothing is found in it. */
  Members copy() {
    return new Members(rows.copy());
  }

  Frozen freeze() {
    return rows.freeze();
  }

  void thaw() {
    rows.thaw();
  }

  /** A key and an account as one number. */
  static long pair(int key, int account) {
    return (long) key << Integer.SIZE | account;
  }

  /** The row of an account of a key, -1 if it has none. */
  int find(int key, int account) {
    return index.get(pair(key, account));
  }

  /** Brings an account's place in the index near; what it returns must be used. */
  long bringNear(int key, int account) {
    return index.bringNear(pair(key, account));
  }

  /** Counts one more use. */
  void use(int row, int minute) {
    rows.set(row, USES, rows.get(row, USES) + 1);
    rows.set(row, FIRST_MINUTE, Math.min(rows.get(row, FIRST_MINUTE), minute));
    rows.set(row, LAST_MINUTE, Math.max(rows.get(row, LAST_MINUTE), minute));
  }

  /** Adds an account before the first of the key's chain; returns the new first. */
  int add(int key, int account, int uses, int firstMinute, int lastMinute, int next) {
    int row = rows.add();
    rows.set(row, NEXT, next + 1);
    rows.set(row, KEY, key);
    rows.set(row, ACCOUNT, account);
    rows.set(row, USES, uses);
    rows.set(row, FIRST_MINUTE, firstMinute);
    rows.set(row, LAST_MINUTE, lastMinute);
    index.put(pair(key, account), row);
    return row;
  }

  /** Removes a chain. O(its length). */
  void removeAll(int first) {
    int row = first;
    while (row >= 0) {
      int next = next(row);
      remove(row);
      row = next;
    }
  }

  /** Removes a row that is in no chain any more. */
  void remove(int row) {
    index.remove(pair(key(row), account(row)));
    rows.set(row, KEY, NO_KEY);
    rows.remove(row);
  }

  /** Sets the row after one in its chain, -1 for the end. */
  void next(int row, int next) {
    rows.set(row, NEXT, next + 1);
  }

  /** How many rows were not removed. */
  int count() {
    return index.size();
  }

  /** The row after one in its chain, -1 at the end. */
  int next(int row) {
    return rows.get(row, NEXT) - 1;
  }

  /** Rows run from 0 to one less; those that were removed have a negative key. */
  int size() {
    return rows.size();
  }

  int key(int row) {
    return rows.get(row, KEY);
  }

  int account(int row) {
    return rows.get(row, ACCOUNT);
  }

  int uses(int row) {
    return rows.get(row, USES);
  }

  int firstMinute(int row) {
    return rows.get(row, FIRST_MINUTE);
  }

  int lastMinute(int row) {
    return rows.get(row, LAST_MINUTE);
  }
}
