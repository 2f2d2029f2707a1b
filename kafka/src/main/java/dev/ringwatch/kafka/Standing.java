package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What other threads are told of the one that orders: whether it does, why not, and whether anybody
 * else may. One thread says, any may ask.
 */
final class Standing {

  private volatile boolean ordering;

  /** Why this process gives no numbers. */
  private volatile @Nullable String unavailable;

  /** Why nobody does, as far as this process knows. */
  private volatile @Nullable String failure;

  /** This process orders from now on. */
  void order() {
    unavailable = null;
    failure = null;
    ordering = true;
  }

  /** This process does not order, and another may. */
  void standBy(String reason) {
    ordering = false;
    unavailable = reason;
    failure = null;
  }

  /** This process does not order, and nobody else is known to. */
  void fail(String reason) {
    failure = reason;
    ordering = false;
    unavailable = reason;
  }

  /** Whether this process has the right to write, and has learned what the log ends with. */
  boolean isOrdering() {
    return ordering;
  }

  /**
   * Makes sure that nobody else writes.
   *
   * @throws LogUnavailableException if somebody does, or it is not known
   */
  void checkAvailable() {
    throwIfThere(unavailable);
  }

  /**
   * Makes sure that what is taken here may be put in order, by whomever.
   *
   * @throws LogUnavailableException if it is known that nobody will
   */
  void checkTaking() {
    throwIfThere(failure);
  }

  private static void throwIfThere(@Nullable String reason) {
    if (reason != null) {
      throw new LogUnavailableException(reason);
    }
  }
}
