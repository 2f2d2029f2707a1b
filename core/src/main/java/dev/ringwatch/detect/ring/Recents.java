package dev.ringwatch.detect.ring;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import dev.ringwatch.flat.LongIndex;
import java.io.IOException;

/**
 * Who acted on a key lately, for keys with two accounts or more within the window: a row for a key
 * and an account, in chains that their owner keeps in order of time. Not thread-safe; 20 bytes for
 * a row and about 48 for its place in the index.
 */
final class Recents {

  /** No row. */
  static final int NONE = -1;

  private static final int EARLIER = 0;
  private static final int LATER = 1;
  private static final int ACCOUNT = 2;
  private static final int MILLIS = 3;
  private static final int WIDTH = 5;

  private final IntRows rows;
  private final LongIndex index;

  /** Nobody, in an index under a seed. */
  Recents(long indexSeed) {
    rows = new IntRows(WIDTH);
    index = new LongIndex(indexSeed, 0);
  }

  /** What {@link #freeze} froze; whoever holds the chains must {@link #index} their rows again. */
  Recents(long indexSeed, BlockReader in) throws IOException {
    rows = IntRows.read(in, WIDTH);
    index = new LongIndex(indexSeed, rows.size());
  }

  Frozen freeze() {
    return rows.freeze();
  }

  void thaw() {
    rows.thaw();
  }

  /** Lets a row of a key that was read be found. */
  void index(int key, int row) {
    index.put(Members.pair(key, account(row)), row);
  }

  /** The row of an account that acted on a key lately, {@link #NONE} if it did not. */
  int find(int key, int account) {
    return index.get(Members.pair(key, account));
  }

  /** Adds an account behind the last row of the key's chain, or as its first. */
  int add(int key, int account, long epochMillis, int last) {
    int row = rows.add();
    rows.set(row, ACCOUNT, account);
    append(row, epochMillis, last);
    index.put(Members.pair(key, account), row);
    return row;
  }

  /** Puts a row that is in no chain behind the last one of a chain. */
  void append(int row, long epochMillis, int last) {
    rows.setLong(row, MILLIS, epochMillis);
    rows.set(row, EARLIER, last);
    rows.set(row, LATER, NONE);
    if (last != NONE) {
      rows.set(last, LATER, row);
    }
  }

  /** Takes a row out of its chain. */
  void unlink(int row) {
    int earlier = earlier(row);
    int later = later(row);
    if (earlier != NONE) {
      rows.set(earlier, LATER, later);
    }
    if (later != NONE) {
      rows.set(later, EARLIER, earlier);
    }
  }

  /** Forgets a row that is in no chain any more. */
  void remove(int key, int row) {
    index.remove(Members.pair(key, account(row)));
    rows.remove(row);
  }

  int earlier(int row) {
    return rows.get(row, EARLIER);
  }

  int later(int row) {
    return rows.get(row, LATER);
  }

  int account(int row) {
    return rows.get(row, ACCOUNT);
  }

  long epochMillis(int row) {
    return rows.getLong(row, MILLIS);
  }
}
