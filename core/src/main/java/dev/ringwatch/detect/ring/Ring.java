package dev.ringwatch.detect.ring;

import dev.ringwatch.detect.Reason;
import java.util.Comparator;
import java.util.List;

/**
 * Accounts that work together.
 *
 * @param id made from the members that it had when it was new, so that the same log gives the same
 *     id; see {@link RingIds}
 * @param members by account id
 * @param score from 0 to 100, higher is worse; comparable between rings of all logs, not with
 *     account scores
 * @param reasons what the score is made of; the points sum to it
 * @param coincidences what its pairs share by kind, beside what chance explains; may be empty
 */
public record Ring(
    String id,
    List<Member> members,
    double score,
    List<Reason> reasons,
    List<Coincidence> coincidences) {

  /** The highest score first, ties by id. */
  static final Comparator<Ring> WORST_FIRST =
      Comparator.comparingDouble(Ring::score).reversed().thenComparing(Ring::id);

  static final String ID_PREFIX = "ring-";

  /** Checks the score and copies the lists. */
  public Ring {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a ring's id must not be empty");
    }
    if (!(score >= 0 && score <= 100)) {
      throw new IllegalArgumentException("a ring's score must be in [0, 100], not " + score);
    }
    members = List.copyOf(members);
    reasons = List.copyOf(reasons);
    coincidences = List.copyOf(coincidences);
  }

  /** The same ring under another id. */
  Ring withId(String other) {
    return other.equals(id) ? this : new Ring(other, members, score, reasons, coincidences);
  }
}
