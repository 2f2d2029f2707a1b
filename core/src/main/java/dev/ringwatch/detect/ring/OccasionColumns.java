package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.event.Tick;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
      lagMillis[place] = earlier < later ? from.gap.getInt(occasion) : -from.gap.getInt(occasion);
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
    private final Object2IntOpenHashMap<LinkKey> keyIndex = new Object2IntOpenHashMap<>();
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

    private int keyOf(LinkKey coActionKey) {
      int known = keyIndex.getInt(coActionKey);
      if (known >= 0) {
        return known;
      }
      keyIndex.put(coActionKey, keys.size());
      keys.add(coActionKey);
      pairMass.add(0);
      unit.add(0);
      return keys.size() - 1;
    }

    void addKey(CoActionUsage usage) {
      if (usage.pairMass() == 0) {
        return;
      }
      int index = keyOf(usage.key());
      pairMass.set(index, usage.pairMass());
      unit.set(index, usage.unit());
    }

    void add(
        LinkKey coActionKey, int earlierOrdinal, int laterOrdinal, long millis, int gapMillis) {
      earlier.add(earlierOrdinal);
      later.add(laterOrdinal);
      key.add(keyOf(coActionKey));
      minute.add((int) Math.floorDiv(millis, Tick.MILLIS));
      gap.add(gapMillis);
    }

    OccasionColumns build(int[] rank, AccountColumns accounts) {
      int[] order = order(rank);
      if (order.length > maxOccasions) {
        shed = (long) order.length - maxOccasions;
        order = tightest(order, rank, accounts);
      }
      return new OccasionColumns(this, order, rank, accounts);
    }

    /** The occasions by lower account, higher account, key, time and gap. */
    private int[] order(int[] rank) {
      int[] keyRank = keyRank();
      var pairs = new long[key.size()];
      var rests = new long[key.size()];
      for (int i = 0; i < pairs.length; i++) {
        int one = rank[earlier.getInt(i)];
        int two = rank[later.getInt(i)];
        pairs[i] = ((long) Math.min(one, two) << 32) | Math.max(one, two);
        rests[i] = ((long) keyRank[key.getInt(i)] << 32) | minute.getInt(i);
      }
      var order = new int[pairs.length];
      Arrays.setAll(order, i -> i);
      IntArrays.parallelQuickSort(
          order,
          (one, two) -> {
            int byPair = Long.compare(pairs[one], pairs[two]);
            int byRest = byPair != 0 ? byPair : Long.compare(rests[one], rests[two]);
            return byRest != 0 ? byRest : Integer.compare(gap.getInt(one), gap.getInt(two));
          });
      return order;
    }

    private int[] keyRank() {
      var byKey = new int[keys.size()];
      Arrays.setAll(byKey, i -> i);
      IntArrays.parallelQuickSort(
          byKey, (one, two) -> keys.get(one).value().compareTo(keys.get(two).value()));
      var rank = new int[byKey.length];
      for (int place = 0; place < byKey.length; place++) {
        rank[byKey[place]] = place;
      }
      return rank;
    }

    /** The part of an order that is kept: the tightest gaps, ties by a hash of the content. */
    private int[] tightest(int[] order, int[] rank, AccountColumns accounts) {
      var hash = new long[order.length];
      for (int i : order) {
        long pair = StableHash.of(accounts.id(rank[earlier.getInt(i)]).value(), minute.getInt(i));
        pair = StableHash.of(accounts.id(rank[later.getInt(i)]).value(), pair);
        hash[i] = StableHash.of(keys.get(key.getInt(i)).value(), pair);
      }
      int[] byGap = order.clone();
      IntArrays.parallelQuickSort(
          byGap,
          (one, two) -> {
            int gaps = Integer.compare(gap.getInt(one), gap.getInt(two));
            return gaps != 0 ? gaps : Long.compare(hash[one], hash[two]);
          });
      var kept = new boolean[order.length];
      for (int i = 0; i < maxOccasions; i++) {
        kept[byGap[i]] = true;
      }
      return Arrays.stream(order).filter(i -> kept[i]).toArray();
    }
  }
}
