package dev.ringwatch.detect.ring;

import java.io.Serializable;
import java.time.Duration;

/**
 * When two accounts count as having acted together.
 *
 * @param enabled whether co-actions are looked at
 * @param strength how strongly co-acting says "the same hand", above 0 and up to 1
 * @param window the longest time between two actions of one occasion, inclusive; positive
 * @param actorCap the number of distinct accounts within a window above which the target is crowded
 *     and an action makes pairs with that many only, those that acted last; at least 2
 * @param audienceCap the number of accounts up to which having acted on the same target at any time
 *     links them, weakly; 0 looks at the window only
 * @param episode how far apart two targets' actions must be, for both accounts, to count as two
 *     independent pieces of evidence: a sale's products are bought within minutes; not negative
 * @param affinity how many times more targets than strangers two innocents share who have the same
 *     tastes; multiplies what the null model expects; at least 1
 * @param minTargets how many independent targets a pair that shares nothing else must have co-acted
 *     on; at least 1
 * @param maxOccasions how many occasions one graph keeps; the widest gaps are shed first, and what
 *     is shed is counted
 */
public record CoActionPolicy(
    boolean enabled,
    double strength,
    Duration window,
    int actorCap,
    int audienceCap,
    Duration episode,
    double affinity,
    int minTargets,
    int maxOccasions)
    implements Serializable {

  /** Checks the ranges. */
  public CoActionPolicy {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be in (0, 1], not " + strength);
    }
    if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "window must be positive and at most a day, not " + window);
    }
    if (actorCap < 2) {
      throw new IllegalArgumentException("actorCap must be at least 2, not " + actorCap);
    }
    if (audienceCap < 0) {
      throw new IllegalArgumentException("audienceCap must not be negative: " + audienceCap);
    }
    if (episode.isNegative()) {
      throw new IllegalArgumentException("episode must not be negative: " + episode);
    }
    if (!(affinity >= 1)) {
      throw new IllegalArgumentException("affinity must be at least 1, not " + affinity);
    }
    if (minTargets < 1) {
      throw new IllegalArgumentException("minTargets must be at least 1, not " + minTargets);
    }
    if (maxOccasions < 1) {
      throw new IllegalArgumentException("maxOccasions must be at least 1, not " + maxOccasions);
    }
  }

  /** The same policy over another window. */
  public CoActionPolicy withWindow(Duration newWindow) {
    return with(newWindow, actorCap, audienceCap, maxOccasions);
  }

  /** The same policy under another cap on distinct actors within the window. */
  public CoActionPolicy withActorCap(int newActorCap) {
    return with(window, newActorCap, audienceCap, maxOccasions);
  }

  /**
   * The same policy under another cap on a target's accounts over all time; 0 looks at the window
   * only.
   */
  public CoActionPolicy withAudienceCap(int newAudienceCap) {
    return with(window, actorCap, newAudienceCap, maxOccasions);
  }

  /** The same policy keeping at most another number of occasions. */
  public CoActionPolicy withMaxOccasions(int newMaxOccasions) {
    return with(window, actorCap, audienceCap, newMaxOccasions);
  }

  private CoActionPolicy with(Duration span, int actors, int audience, int occasions) {
    return new CoActionPolicy(
        enabled, strength, span, actors, audience, episode, affinity, minTargets, occasions);
  }
}
