package dev.ringwatch.app.health;

import java.time.Duration;

/**
 * From where on a part of the server is not as it should be.
 *
 * @param lag for how long an entry of the log may wait for detection
 * @param clock how far the server's and the database's clock may be apart, and how far the server's
 *     may jump
 * @param diskWarnBytes how much room there should be on the disk of the data folder
 * @param diskFailBytes how much there must be
 * @param databaseSilence for how long the database may not answer; at least 5 s
 * @param alertWait for how long an alert should wait at most until it arrives
 */
public record HealthLimits(
    Pair lag,
    Pair clock,
    long diskWarnBytes,
    long diskFailBytes,
    Duration databaseSilence,
    Duration alertWait) {

  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(5);

  /**
   * Two limits of a time that should be short.
   *
   * @param warn from where on somebody should look
   * @param fail from where on it fails
   */
  public record Pair(Duration warn, Duration fail) {

    /** Checks the order. */
    public Pair {
      if (!warn.isPositive() || fail.compareTo(warn) < 0) {
        throw new IllegalArgumentException(
            "a warning must come after a positive time and a failure no earlier, not after "
                + warn
                + " and "
                + fail);
      }
    }
  }

  /** Checks the order. */
  public HealthLimits {
    if (diskFailBytes < 0 || diskWarnBytes < diskFailBytes) {
      throw new IllegalArgumentException(
          "diskFailBytes must not be negative and diskWarnBytes no less, not "
              + diskFailBytes
              + " and "
              + diskWarnBytes);
    }
    if (databaseSilence.compareTo(SHORTEST_SILENCE) < 0) {
      throw new IllegalArgumentException(
          "databaseSilence must be at least 5 s, as it is asked every three, not "
              + databaseSilence);
    }
  }

  /**
   * Lag of 10 s and 2 min, clocks 2 s and 30 s apart, 5 GB and 1 GB of room, 10 s of silence,
   * alerts within 15 min. A day of ten million events takes about 3 GB; events that claim to be a
   * minute ahead are rejected.
   */
  public static HealthLimits ofDefaults() {
    return new HealthLimits(
        new Pair(Duration.ofSeconds(10), Duration.ofMinutes(2)),
        new Pair(Duration.ofSeconds(2), Duration.ofSeconds(30)),
        5L << 30,
        1L << 30,
        Duration.ofSeconds(10),
        Duration.ofMinutes(15));
  }
}
