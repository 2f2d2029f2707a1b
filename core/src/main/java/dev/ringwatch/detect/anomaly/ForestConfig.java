package dev.ringwatch.detect.anomaly;

/**
 * How an isolation forest is grown.
 *
 * @param trees how many trees, 1 to 10,000; the error of a score falls with the root of it
 * @param sampleSize rows drawn without replacement for each tree, 2 to 65,536; where fewer rows
 *     exist, all of them are taken
 * @param seed of all random choices; the same seed and rows give the same forest on every platform
 */
public record ForestConfig(int trees, int sampleSize, long seed) {

  static final int MAX_TREES = 10_000;
  static final int MAX_SAMPLE_SIZE = 65_536;

  /** Checks the ranges. */
  public ForestConfig {
    if (trees < 1 || trees > MAX_TREES) {
      throw new IllegalArgumentException("trees must be 1 to " + MAX_TREES + ", not " + trees);
    }
    if (sampleSize < 2 || sampleSize > MAX_SAMPLE_SIZE) {
      throw new IllegalArgumentException(
          "sampleSize must be 2 to " + MAX_SAMPLE_SIZE + ", not " + sampleSize);
    }
  }

  /**
   * 200 trees of 256 rows, seed 1: the sample size of Liu, Ting and Zhou (2008) and twice their
   * trees.
   */
  public static ForestConfig ofDefaults() {
    return new ForestConfig(200, 256, 1);
  }

  /** The same under another seed. */
  public ForestConfig withSeed(long newSeed) {
    return new ForestConfig(trees, sampleSize, newSeed);
  }
}
