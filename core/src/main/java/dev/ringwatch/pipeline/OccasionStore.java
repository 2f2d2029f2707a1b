package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.event.AccountId;
import java.util.Arrays;

/**
 * The occasions on which accounts acted together, until the next ring cycle. Bounded: at the end of
 * a tick at which there are a quarter more than the limit, the widest gaps are shed until at most
 * the limit is left, and as wide ones are refused from then on; both are counted. What is kept
 * depends on the ticks, not on the order within them. Not thread-safe.
 */
final class OccasionStore {

  private static final int FIRST_CAPACITY = 1024;

  private final int limit;
  private CoActionUsage[] usages = new CoActionUsage[FIRST_CAPACITY];
  private AccountId[] earlier = new AccountId[FIRST_CAPACITY];
  private AccountId[] later = new AccountId[FIRST_CAPACITY];
  private long[] epochMillis = new long[FIRST_CAPACITY];
  private int[] gapMillis = new int[FIRST_CAPACITY];
  private int size;
  private int widestGapMillis = Integer.MAX_VALUE;
  private long shed;

  OccasionStore(int limit) {
    this.limit = limit;
  }

  void add(Occasion occasion) {
    if (occasion.gapMillis() > widestGapMillis) {
      shed++;
      return;
    }
    if (size == usages.length) {
      grow(size + (size >> 1));
    }
    usages[size] = occasion.usage();
    earlier[size] = occasion.earlier();
    later[size] = occasion.later();
    epochMillis[size] = occasion.epochMillis();
    gapMillis[size++] = occasion.gapMillis();
  }

  private void grow(int capacity) {
    usages = Arrays.copyOf(usages, capacity);
    earlier = Arrays.copyOf(earlier, capacity);
    later = Arrays.copyOf(later, capacity);
    epochMillis = Arrays.copyOf(epochMillis, capacity);
    gapMillis = Arrays.copyOf(gapMillis, capacity);
  }

  void closeTick() {
    if (size > limit + limit / 4) {
      int[] gaps = Arrays.copyOf(gapMillis, size);
      Arrays.sort(gaps);
      widestGapMillis = Math.max(0, gaps[limit] - 1);
      int before = size;
      size = 0;
      for (int i = 0; i < before; i++) {
        if (gapMillis[i] <= widestGapMillis) {
          move(i, size++);
        }
      }
      Arrays.fill(usages, size, before, null);
      shed += before - size;
    }
  }

  private void move(int from, int to) {
    usages[to] = usages[from];
    earlier[to] = earlier[from];
    later[to] = later[from];
    epochMillis[to] = epochMillis[from];
    gapMillis[to] = gapMillis[from];
  }

  void addTo(LinkGraph.Builder graph) {
    for (int i = 0; i < size; i++) {
      graph.occasion(usages[i], earlier[i], later[i], epochMillis[i], gapMillis[i]);
    }
  }

  long shed() {
    return shed;
  }
}
