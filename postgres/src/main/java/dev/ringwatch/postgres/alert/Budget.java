package dev.ringwatch.postgres.alert;

/**
 * How much an endpoint is sent at most, as a token bucket: each message that goes out takes a
 * token, attempts that fail too.
 *
 * @param perMinute tokens that are added each minute, 1 to {@link #MOST}
 * @param burst the most tokens there are, 1 to {@link #MOST}
 */
public record Budget(int perMinute, int burst) {

  /** The most of both. */
  public static final int MOST = 60_000;

  /** Checks the ranges. */
  public Budget {
    require("per_minute", perMinute);
    require("burst", burst);
  }

  private static void require(String what, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(what + " must be 1 to " + MOST + ", not " + value);
    }
  }
}
