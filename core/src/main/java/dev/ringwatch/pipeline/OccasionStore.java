package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.LinkGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * The occasions on which accounts acted together, until the next ring cycle. Bounded: at the end of
 * a tick at which there are more than twice the limit, the widest gaps are shed until at most the
 * limit is left, and as wide ones are refused from then on; both are counted. What is kept depends
 * on the ticks, not on the order within them. Not thread-safe.
 */
final class OccasionStore {

  private final int limit;
  private List<Occasion> occasions = new ArrayList<>();
  private int widestGapMillis = Integer.MAX_VALUE;
  private long shed;

  OccasionStore(int limit) {
    this.limit = limit;
  }

  void add(Occasion occasion) {
    if (occasion.gapMillis() > widestGapMillis) {
      shed++;
    } else {
      occasions.add(occasion);
    }
  }

  void closeTick() {
    if (occasions.size() > 2L * limit) {
      int[] gaps = occasions.stream().mapToInt(Occasion::gapMillis).sorted().toArray();
      widestGapMillis = Math.max(0, gaps[limit] - 1);
      int before = occasions.size();
      occasions.removeIf(occasion -> occasion.gapMillis() > widestGapMillis);
      shed += before - occasions.size();
    }
  }

  void addTo(LinkGraph.Builder graph) {
    for (Occasion occasion : occasions) {
      graph.occasion(
          occasion.usage().key(),
          occasion.earlier(),
          occasion.later(),
          occasion.epochMillis(),
          occasion.gapMillis());
    }
  }

  long shed() {
    return shed;
  }
}
