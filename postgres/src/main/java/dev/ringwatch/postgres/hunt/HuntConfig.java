package dev.ringwatch.postgres.hunt;

import java.time.Duration;

/**
 * What hunts may take.
 *
 * @param atOnce how many run at once, at least 1
 * @param patience how long one waits for its turn
 * @param longest the longest that one may run, whatever its file says
 * @param maxBytes the most that the cells of an answer hold together, in bytes
 */
public record HuntConfig(int atOnce, Duration patience, Duration longest, int maxBytes) {

  private static final int USUAL_AT_ONCE = 2;
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);
  private static final Duration USUAL_LONGEST = Duration.ofSeconds(60);
  private static final int USUAL_MAX_BYTES = 8 << 20;

  /** Checks the bounds. */
  public HuntConfig {
    if (atOnce < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("hunts need at least one turn and one byte");
    }
  }

  /** As it is unless somebody says otherwise. */
  public static HuntConfig ofDefaults() {
    return new HuntConfig(USUAL_AT_ONCE, USUAL_PATIENCE, USUAL_LONGEST, USUAL_MAX_BYTES);
  }

  /** The same with other bounds of work. */
  public HuntConfig with(int atOnceNow, Duration longestNow) {
    return new HuntConfig(atOnceNow, patience, longestNow, maxBytes);
  }
}
