package dev.ringwatch.detect.anomaly;

import dev.ringwatch.event.StableHash;
import dev.ringwatch.feature.FeatureVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Picks the accounts to train on by the hash of their id, so that neither order nor time of arrival
 * has a say.
 */
final class TrainingSample {

  private TrainingSample() {}

  /**
   * The {@code limit} accounts with the smallest hash under the seed, ties by id, in this order.
   * O(n log n).
   *
   * @throws IllegalArgumentException if the sample holds an account twice
   */
  static List<FeatureVector> of(List<FeatureVector> all, int limit, long seed) {
    long[] hashes = all.stream().mapToLong(vector -> hash(vector, seed)).toArray();
    Arrays.sort(hashes);
    long largest = hashes[Math.min(limit, hashes.length) - 1];
    List<FeatureVector> sample =
        all.stream()
            .filter(vector -> hash(vector, seed) <= largest)
            .sorted(
                Comparator.<FeatureVector>comparingLong(vector -> hash(vector, seed))
                    .thenComparing(FeatureVector::account))
            .limit(limit)
            .toList();
    for (int i = 1; i < sample.size(); i++) {
      if (sample.get(i).account().equals(sample.get(i - 1).account())) {
        throw new IllegalArgumentException(
            "account " + sample.get(i).account() + " is there twice; train on each account once");
      }
    }
    return sample;
  }

  private static long hash(FeatureVector vector, long seed) {
    return StableHash.of(vector.account().value(), seed);
  }
}
