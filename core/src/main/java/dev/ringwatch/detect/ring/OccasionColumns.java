package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.event.Tick;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The occasions on which two accounts acted together, by the account of the lower index, then the
 * other, the key, and time (compressed sparse rows); and how popular all co-action keys are.
 */
final class OccasionColumns {

  private final LinkKey[] keys;
  private final long[] pairMass;
  private final long[] unit;

  /** The pair masses of all keys that have any, kept occasion or not, ascending. */
  private final long[] allPairMasses;

  private final int[] start;
  private final int[] other;
  private final int[] key;
  private final int[] minute;
  private final int[] lagMillis;
  private final long shed;

  private OccasionColumns(Builder from, int[] order, int[] rank, AccountColumns accounts) {
    keys = from.keys.toArray(new LinkKey[0]);
    pairMass = from.pairMass.toLongArray();
    unit = from.unit.toLongArray();
    allPairMasses = from.pairMass.longStream().filter(mass -> mass > 0).sorted().toArray();
    shed = from.shed;
    start = new int[accounts.size() + 1];
    other = new int[order.length];
    key = new int[order.length];
    minute = new int[order.length];
    lagMillis = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      int occasion = order[place];
      int earlier = rank[from.earlier.getInt(occasion)];
      int later = rank[from.later.getInt(occasion)];
      start[Math.min(earlier, later) + 1]++;
      other[place] = Math.max(earlier, later);
      key[place] = from.key.getInt(occasion);
      minute[place] = from.minute.getInt(occasion);
      lagMillis[place] = from.lag(occasion, rank);
    }
    for (int account = 1; account < start.length; account++) {
      start[account] += start[account - 1];
    }
  }

  int size() {
    return other.length;
  }

  long shed() {
    return shed;
  }

  LinkKey key(int coActionKey) {
    return keys[coActionKey];
  }

  long pairMass(int coActionKey) {
    return pairMass[coActionKey];
  }

  /** What targets count as one. */
  long unit(int coActionKey) {
    return unit[coActionKey];
  }

  /** By co-action key: the number of kept occasions at most so long apart. O(occasions). */
  int[] pairsWithin(int gapMillis) {
    var pairs = new int[keys.length];
    for (int place = 0; place < key.length; place++) {
      pairs[key[place]] += Math.abs(lagMillis[place]) <= gapMillis ? 1 : 0;
    }
    return pairs;
  }

  long[] allPairMasses() {
    return allPairMasses;
  }

  /**
   * The first place of an account's occasions with accounts of higher index; up to the next
   * account's first place.
   */
  int start(int account) {
    return start[account];
  }

  /**
   * The first place of a pair's occasions, or where it would be. O(log occasions of the account).
   */
  int first(int account, int otherAccount) {
    int low = start[account];
    int high = start[account + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (other[middle] < otherAccount) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int other(int place) {
    return other[place];
  }

  int coActionKey(int place) {
    return key[place];
  }

  /** When the later of the two acted, in minutes since 1970. */
  int minute(int place) {
    return minute[place];
  }

  /**
   * How long after the account of lower index the other acted, in milliseconds; negative if before.
   */
  int lagMillis(int place) {
    return lagMillis[place];
  }

  /** Collects occasions in any order, and sheds the widest gaps when there are too many. */
  static final class Builder {
    private final int maxOccasions;
    private final Object2IntOpenHashMap<CoActionUsage> keyIndex = new Object2IntOpenHashMap<>();
    private final List<LinkKey> keys = new ArrayList<>();
    private final LongArrayList pairMass = new LongArrayList();
    private final LongArrayList unit = new LongArrayList();
    private final IntArrayList earlier = new IntArrayList();
    private final IntArrayList later = new IntArrayList();
    private final IntArrayList key = new IntArrayList();
    private final IntArrayList minute = new IntArrayList();
    private final IntArrayList gap = new IntArrayList();
    private long shed;

    Builder(int maxOccasions) {
      this.maxOccasions = maxOccasions;
      keyIndex.defaultReturnValue(-1);
    }

    /** The index of a key, by the identity of its state. */
    private int keyOf(CoActionUsage usage) {
      int known = keyIndex.getInt(usage);
      if (known >= 0) {
        return known;
      }
      keyIndex.put(usage, keys.size());
      keys.add(usage.key());
      pairMass.add(usage.pairMass());
      unit.add(usage.unit());
      return keys.size() - 1;
    }

    void addKey(CoActionUsage usage) {
      if (usage.pairMass() > 0) {
        pairMass.set(keyOf(usage), usage.pairMass());
      }
    }

    void add(
        CoActionUsage usage, int earlierOrdinal, int laterOrdinal, long millis, int gapMillis) {
      earlier.add(earlierOrdinal);
      later.add(laterOrdinal);
      key.add(keyOf(usage));
      minute.add((int) Math.floorDiv(millis, Tick.MILLIS));
      gap.add(gapMillis);
    }

    OccasionColumns build(int[] rank, AccountColumns accounts) {
      int[] kept = tightest(rank, accounts);
      shed = (long) key.size() - kept.length;
      return new OccasionColumns(this, inOrder(kept, rank), rank, accounts);
    }

    /** How long after the account of lower rank the other acted; negative if before. */
    private int lag(int occasion, int[] rank) {
      boolean inOrder = rank[earlier.getInt(occasion)] < rank[later.getInt(occasion)];
      return inOrder ? gap.getInt(occasion) : -gap.getInt(occasion);
    }

    /** Sorts by lower account, higher account, key, time and lag. O(n) passes of a radix sort. */
    private int[] inOrder(int[] occasions, int[] rank) {
      int[] keyRank = keyRank();
      var pairs = new long[occasions.length];
      var rests = new long[occasions.length];
      for (int i = 0; i < occasions.length; i++) {
        int one = rank[earlier.getInt(occasions[i])];
        int two = rank[later.getInt(occasions[i])];
        pairs[i] = ((long) Math.min(one, two) << 32) | Math.max(one, two);
        rests[i] = ((long) keyRank[key.getInt(occasions[i])] << 32) | minute.getInt(occasions[i]);
      }
      var order = new int[occasions.length];
      Arrays.setAll(order, i -> i);
      LongArrays.parallelRadixSortIndirect(order, rests, true);
      LongArrays.parallelRadixSortIndirect(order, pairs, true);
      sortRunsByLag(order, pairs, rests, place -> lag(occasions[place], rank));
      return Arrays.stream(order).map(i -> occasions[i]).toArray();
    }

    /**
     * Occasions of one pair on one key within one minute are few, and none unless the window is
     * short.
     */
    private static void sortRunsByLag(
        int[] order, long[] pairs, long[] rests, IntUnaryOperator lag) {
      int from = 0;
      for (int to = 1; to <= order.length; to++) {
        boolean same =
            to < order.length
                && pairs[order[to]] == pairs[order[from]]
                && rests[order[to]] == rests[order[from]];
        if (!same) {
          if (to - from > 1) {
            IntArrays.quickSort(
                order,
                from,
                to,
                (one, two) -> Integer.compare(lag.applyAsInt(one), lag.applyAsInt(two)));
          }
          from = to;
        }
      }
    }

    /** The place of every key by the hash of its value, then the value. */
    private int[] keyRank() {
      var hashes = new long[keys.size()];
      Arrays.setAll(hashes, i -> StableHash.of(keys.get(i).value(), 0));
      var byKey = new int[keys.size()];
      Arrays.setAll(byKey, i -> i);
      IntArrays.parallelQuickSort(
          byKey,
          (one, two) -> {
            int byHash = Long.compare(hashes[one], hashes[two]);
            return byHash != 0 ? byHash : keys.get(one).compareTo(keys.get(two));
          });
      var rank = new int[byKey.length];
      for (int place = 0; place < byKey.length; place++) {
        rank[byKey[place]] = place;
      }
      return rank;
    }

    /**
     * The occasions that are kept: the tightest gaps, and among the widest of them the smallest
     * hashes of the content.
     */
    private int[] tightest(int[] rank, AccountColumns accounts) {
      int[] all = new int[key.size()];
      Arrays.setAll(all, i -> i);
      if (all.length <= maxOccasions) {
        return all;
      }
      int[] gaps = gap.toIntArray();
      IntArrays.parallelRadixSort(gaps);
      int widest = gaps[maxOccasions - 1];
      int[] tighter = Arrays.stream(all).filter(i -> gap.getInt(i) < widest).toArray();
      int[] ties =
          Arrays.stream(all)
              .filter(i -> gap.getInt(i) == widest)
              .boxed()
              .sorted(Comparator.comparingLong(i -> contentHash(i, rank, accounts)))
              .limit(maxOccasions - tighter.length)
              .mapToInt(Integer::intValue)
              .toArray();
      return IntStream.concat(Arrays.stream(tighter), Arrays.stream(ties)).toArray();
    }

    private long contentHash(int occasion, int[] rank, AccountColumns accounts) {
      long hash = minute.getInt(occasion);
      hash = StableHash.of(accounts.id(rank[earlier.getInt(occasion)]).value(), hash);
      hash = StableHash.of(accounts.id(rank[later.getInt(occasion)]).value(), hash);
      return StableHash.of(keys.get(key.getInt(occasion)).value(), hash);
    }
  }
}
