package dev.ringwatch.pipeline;

/**
 * How an {@link EmbeddedDriver} is laid out. None of it moves a final score.
 *
 * @param sources how many sources hand in events, each with a time of its own; at least 1
 * @param partitions into how many parts the keys' states are split; at least 1
 * @param live whether accounts can be asked for between ticks ({@link EmbeddedDriver#liveScore}):
 *     costs about 100 bytes for each event of an open tick
 * @param indexSeed where accounts and keys lie in memory. Who knows it can choose ids that crowd in
 *     one place and make each cost as much as all of them; so where strangers choose ids it is to
 *     be drawn anew by every process, and not told
 */
public record DriverLayout(int sources, int partitions, boolean live, long indexSeed) {

  /** Checks the numbers. */
  public DriverLayout {
    if (sources < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "a driver needs at least 1 source and 1 partition, not "
              + sources
              + " and "
              + partitions);
    }
  }

  /** A driver that is asked at closed ticks only, with an index seed that everybody knows. */
  public static DriverLayout of(int sources, int partitions) {
    return new DriverLayout(sources, partitions, false, 0);
  }

  /** The same for a driver that is asked between ticks too. */
  public DriverLayout withLiveScores() {
    return new DriverLayout(sources, partitions, true, indexSeed);
  }

  /** The same with another index seed. */
  public DriverLayout withIndexSeed(long other) {
    return new DriverLayout(sources, partitions, live, other);
  }

  /** Says nothing of the index seed, which may be a secret. */
  @Override
  public String toString() {
    return "DriverLayout["
        + sources
        + " sources, "
        + partitions
        + " partitions, live "
        + live
        + "]";
  }
}
