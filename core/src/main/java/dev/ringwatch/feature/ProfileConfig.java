package dev.ringwatch.feature;

import dev.ringwatch.event.HashKey;
import java.io.Serializable;
import java.time.Duration;

/**
 * How an account's behaviour is summed up.
 *
 * @param horizonDays how many calendar days (UTC) back a profile reaches from the newest on which
 *     its account acted, that one included; at least 1
 * @param sessionGap a pause longer than this starts a new session; positive
 * @param sketchSize distinct values that a pane counts exactly; beyond it counts are estimates with
 *     a relative standard error of about 1 / sqrt(sketchSize - 2); at least 8
 * @param hashKey under which values are hashed; profiles and link keys have the same
 */
public record ProfileConfig(int horizonDays, Duration sessionGap, int sketchSize, HashKey hashKey)
    implements Serializable {

  /** Checks every value. */
  public ProfileConfig {
    require(horizonDays >= 1, "horizonDays must be at least 1, not " + horizonDays);
    require(sessionGap.isPositive(), "sessionGap must be positive, not " + sessionGap);
    require(sketchSize >= 8, "sketchSize must be at least 8, not " + sketchSize);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * Thirty days, sessions ended by half an hour (both the seed's), 64 exact values, the key that
   * everybody knows.
   */
  public static ProfileConfig ofDefaults() {
    return new ProfileConfig(30, Duration.ofMinutes(30), 64, HashKey.PUBLIC);
  }

  /** The same with another horizon. */
  public ProfileConfig withHorizonDays(int days) {
    return new ProfileConfig(days, sessionGap, sketchSize, hashKey);
  }

  /** The same under another key. */
  public ProfileConfig withHashKey(HashKey other) {
    return new ProfileConfig(horizonDays, sessionGap, sketchSize, other);
  }
}
