package dev.ringwatch.detect.anomaly;

/**
 * How an {@link AnomalyModel} is trained and how its parts are weighed.
 *
 * @param sampleLimit the largest number of accounts to train on, at least 1
 * @param forestWeight share of the isolation forest in the score, 0 to 1; the z-scores have the
 *     rest
 * @param zThreshold deviations from usual at which a feature is plainly unusual, 1 to 100; its
 *     evidence begins one deviation below
 * @param minPeers training accounts a peer group must have to be compared with, at least 2
 * @param forest how the forest is grown; its seed also picks the training accounts
 */
public record AnomalyConfig(
    int sampleLimit, double forestWeight, double zThreshold, int minPeers, ForestConfig forest) {

  /** Checks the ranges. */
  public AnomalyConfig {
    if (sampleLimit < 1) {
      throw new IllegalArgumentException("sampleLimit must be at least 1, not " + sampleLimit);
    }
    if (!(forestWeight >= 0 && forestWeight <= 1)) {
      throw new IllegalArgumentException("forestWeight must be 0 to 1, not " + forestWeight);
    }
    if (!(zThreshold >= 1 && zThreshold <= 100)) {
      throw new IllegalArgumentException("zThreshold must be 1 to 100, not " + zThreshold);
    }
    if (minPeers < 2) {
      throw new IllegalArgumentException("minPeers must be at least 2, not " + minPeers);
    }
  }

  /**
   * 50,000 accounts, forest 0.55, threshold 3 deviations (the seed system's weights and threshold),
   * 50 peers, the default forest.
   */
  public static AnomalyConfig ofDefaults() {
    return new AnomalyConfig(50_000, 0.55, 3, 50, ForestConfig.ofDefaults());
  }

  /** The same with another forest, and so another seed. */
  public AnomalyConfig withForest(ForestConfig newForest) {
    return new AnomalyConfig(sampleLimit, forestWeight, zThreshold, minPeers, newForest);
  }

  /** The same with another share of the forest. */
  public AnomalyConfig withForestWeight(double newWeight) {
    return new AnomalyConfig(sampleLimit, newWeight, zThreshold, minPeers, forest);
  }

  /** The same with another limit on the training accounts. */
  public AnomalyConfig withSampleLimit(int newLimit) {
    return new AnomalyConfig(newLimit, forestWeight, zThreshold, minPeers, forest);
  }
}
