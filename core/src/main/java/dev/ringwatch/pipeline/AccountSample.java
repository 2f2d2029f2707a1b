package dev.ringwatch.pipeline;

import dev.ringwatch.event.StableHash;
import dev.ringwatch.feature.FeatureVector;
import it.unimi.dsi.fastutil.longs.LongComparators;
import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Picks accounts by the smallest hashes of their ids. */
final class AccountSample {

  private record Picked(long hash, Partition partition, int place) {}

  private AccountSample() {}

  static List<FeatureVector> of(Partition[] partitions, int max, long seed) {
    if (max < 1) {
      throw new IllegalArgumentException("a sample must have at least 1 account, not " + max);
    }
    long largest = largest(partitions, max, seed);
    List<Picked> picked = new ArrayList<>();
    for (Partition partition : partitions) {
      for (int place = 0; place < partition.places(); place++) {
        if (partition.state().accounts().isThere(place)) {
          long hash = hash(partition, place, seed);
          if (hash <= largest) {
            picked.add(new Picked(hash, partition, place));
          }
        }
      }
    }
    picked.sort(
        Comparator.comparingLong(Picked::hash)
            .thenComparing(one -> one.partition().state().accounts().id(one.place())));
    return picked.stream()
        .limit(max)
        .map(one -> one.partition().state().profiles().get(one.place()).vector())
        .toList();
  }

  /** The largest of the so many smallest hashes. */
  private static long largest(Partition[] partitions, int max, long seed) {
    LongHeapPriorityQueue smallest = new LongHeapPriorityQueue(LongComparators.OPPOSITE_COMPARATOR);
    for (Partition partition : partitions) {
      for (int place = 0; place < partition.places(); place++) {
        if (!partition.state().accounts().isThere(place)) {
          continue;
        }
        long hash = hash(partition, place, seed);
        if (smallest.size() < max) {
          smallest.enqueue(hash);
        } else if (hash < smallest.firstLong()) {
          smallest.dequeueLong();
          smallest.enqueue(hash);
        }
      }
    }
    return smallest.isEmpty() ? Long.MIN_VALUE : smallest.firstLong();
  }

  private static long hash(Partition partition, int place, long seed) {
    return StableHash.of(partition.state().accounts().id(place).value(), seed);
  }
}
