package dev.ringwatch.detect.ring;

import dev.ringwatch.event.StableHash;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the columns of occasions from the tables of co-action keys, and sheds the widest gaps when
 * there are too many.
 */
final class OccasionCollector {

  private final Occasions occasions;
  private final int maxOccasions;
  private final OccasionColumns.Keys keys;
  private final long[] keyOrders;

  /** By table and key: the graph's number of a key with occasions. */
  private final int[][] numbers;

  /** Numbers the keys that have any occasion. O(keys). */
  OccasionCollector(List<CoActionUsages> tables, Occasions occasions, int maxOccasions) {
    this.occasions = occasions;
    this.maxOccasions = maxOccasions;
    this.numbers = new int[tables.size()][];
    var orders = new LongArrayList();
    var masses = new LongArrayList();
    var units = new LongArrayList();
    var from = new ArrayList<KeyRows>();
    var rows = new IntArrayList();
    for (int i = 0; i < numbers.length; i++) {
      CoActionUsages table = tables.get(i);
      numbers[i] = new int[table.keys().size()];
      for (int key = 0; key < table.keys().size(); key++) {
        if (table.pairMass(key) > 0) {
          numbers[i][key] = masses.size();
          orders.add(table.keys().order(key));
          masses.add(table.pairMass(key));
          units.add(table.unit(key));
          from.add(table.keys());
          rows.add(key);
        }
      }
    }
    keyOrders = orders.toLongArray();
    keys =
        new OccasionColumns.Keys(
            masses.toLongArray(),
            units.toLongArray(),
            from.toArray(KeyRows[]::new),
            rows.toIntArray());
  }

  private int key(int occasion) {
    int number = occasions.key(occasion);
    return numbers[number % numbers.length][number / numbers.length];
  }

  /**
   * The columns.
   *
   * @param rank from an account's number to its place
   * @param before how occasions were put into order the last time
   */
  OccasionColumns build(int[] rank, AccountColumns accounts, OccasionOrder before) {
    int[] kept = tightest(rank, accounts);
    OccasionOrder.Columns known = columns(kept, rank);
    int[] order = before.of(known, kept);
    int[] start = new int[accounts.size() + 1];
    int[][] columns = new int[4][order.length];
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      start[(int) (known.pairs()[row] >>> 32) + 1]++;
      columns[0][place] = (int) known.pairs()[row];
      columns[1][place] = key(kept[row]);
      columns[2][place] = (int) known.rests()[row];
      columns[3][place] = known.lags()[row];
    }
    for (int account = 1; account < start.length; account++) {
      start[account] += start[account - 1];
    }
    return new OccasionColumns(keys, start, columns, (long) occasions.size() - order.length);
  }

  /**
   * What the kept occasions are put into order by: lower account, higher account, key, time, lag.
   */
  private OccasionOrder.Columns columns(int[] kept, int[] rank) {
    int[] keyRank = keyRank();
    var pairs = new long[kept.length];
    var rests = new long[kept.length];
    var lags = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      int one = rank[occasions.earlier(kept[i])];
      int two = rank[occasions.later(kept[i])];
      pairs[i] = ((long) Math.min(one, two) << 32) | Math.max(one, two);
      rests[i] = ((long) keyRank[key(kept[i])] << 32) | occasions.minute(kept[i]);
      lags[i] = one < two ? occasions.gapMillis(kept[i]) : -occasions.gapMillis(kept[i]);
    }
    return new OccasionOrder.Columns(pairs, rests, lags);
  }

  /** The place of every key in the order of {@link KeyRows#order}. */
  private int[] keyRank() {
    var byKey = new int[keyOrders.length];
    Arrays.setAll(byKey, i -> i);
    LongArrays.parallelRadixSortIndirect(byKey, keyOrders, true);
    var rank = new int[byKey.length];
    for (int place = 0; place < byKey.length; place++) {
      rank[byKey[place]] = place;
    }
    return rank;
  }

  /**
   * The occasions that are kept, ascending: the tightest gaps, and among the widest of them the
   * smallest hashes of the content.
   */
  private int[] tightest(int[] rank, AccountColumns accounts) {
    int[] all = new int[occasions.size()];
    Arrays.setAll(all, i -> i);
    if (all.length <= maxOccasions) {
      return all;
    }
    int widest = occasions.widestOfTightest(maxOccasions);
    BitSet kept = new BitSet(all.length);
    IntArrayList ties = new IntArrayList();
    for (int i : all) {
      int gap = occasions.gapMillis(i);
      if (gap < widest) {
        kept.set(i);
      } else if (gap == widest) {
        ties.add(i);
      }
    }
    ties.intStream()
        .boxed()
        .sorted(Comparator.comparingLong(i -> contentHash(i, rank, accounts)))
        .limit(maxOccasions - kept.cardinality())
        .forEach(kept::set);
    return kept.stream().toArray();
  }

  private long contentHash(int occasion, int[] rank, AccountColumns accounts) {
    long hash = occasions.minute(occasion);
    hash = StableHash.of(accounts.id(rank[occasions.earlier(occasion)]).value(), hash);
    hash = StableHash.of(accounts.id(rank[occasions.later(occasion)]).value(), hash);
    return StableHash.of(keys.text(key(occasion)), hash);
  }
}
