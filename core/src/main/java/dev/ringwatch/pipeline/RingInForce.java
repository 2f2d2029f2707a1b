package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import java.util.List;

/**
 * A ring as the log says it: who is in it, and how sure that is. What it rests on is not in the
 * log.
 *
 * @param id which ring; it stays the same while the ring lives
 * @param score 0 to 100, higher is worse
 * @param members the accounts, in order; at least two
 */
public record RingInForce(String id, double score, List<AccountId> members) {

  /** Checks the ranges and copies the members. */
  public RingInForce {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a ring's id must not be empty");
    }
    if (!(score >= 0 && score <= 100)) {
      throw new IllegalArgumentException("a ring's score must be in [0, 100], not " + score);
    }
    if (members.size() < 2) {
      throw new IllegalArgumentException(id + " has " + members.size() + " members");
    }
    members = List.copyOf(members);
  }

  /** What the log says of a ring that was found. */
  public static RingInForce of(Ring ring) {
    return new RingInForce(
        ring.id(), ring.score(), ring.members().stream().map(Member::account).toList());
  }

  /** What it tells each of its members. */
  Membership membership() {
    return new Membership(id, score, members.size() - 1);
  }
}
