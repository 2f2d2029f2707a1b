package dev.ringwatch.detect.ring;

/** Says which keys of a single account to remove. */
@FunctionalInterface
public interface LoneKeyTest {

  /**
   * Whether to remove a key.
   *
   * @param account the one that has it, by number
   * @param lastMinute when it used it last, in minutes since 1970
   */
  boolean isGone(int account, int lastMinute);
}
