package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.Ring;

/**
 * What a ring tells each of its members.
 *
 * @param ringId which ring
 * @param score the ring's score, 0 to 100, higher is worse
 * @param others how many other accounts are in it
 */
public record Membership(String ringId, double score, int others) {

  /** What a ring tells each of its members. */
  public static Membership of(Ring ring) {
    return new Membership(ring.id(), ring.score(), ring.members().size() - 1);
  }
}
