package dev.ringwatch.app.label;

import dev.ringwatch.calibrate.GroupKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What people say about an account.
 *
 * @param abusive or else benign
 * @param origin why somebody looked at it, such as {@code audit} or {@code review}; empty if the
 *     file does not say
 * @param inclusionProbability how likely it was to be looked at, above 0 and at most 1; empty if
 *     the file does not say
 * @param abuseType what kind of abuse; empty if the file does not say
 * @param decidedAt when somebody said so; empty if the file does not say
 * @param groups the groups that the account belongs to; a kind that is not there is not known
 */
public record Label(
    boolean abusive,
    Optional<String> origin,
    OptionalDouble inclusionProbability,
    Optional<String> abuseType,
    Optional<Instant> decidedAt,
    Map<GroupKind, String> groups) {

  private static final String AUDIT = "audit";

  /** Copies the groups. */
  public Label {
    groups = Map.copyOf(groups);
  }

  /** Whether another says the same, though at another time perhaps, or with other groups. */
  boolean saysTheSameAs(Label other) {
    return abusive == other.abusive
        && origin.equals(other.origin)
        && inclusionProbability.equals(other.inclusionProbability)
        && abuseType.equals(other.abuseType);
  }

  /** Whether it is known to be of a later time; what has no time is older than what has one. */
  boolean isNewerThan(Label other) {
    return decidedAt.filter(at -> other.decidedAt.map(at::isAfter).orElse(true)).isPresent();
  }

  /** Whether it was chosen by the random audit. */
  public boolean isAudited() {
    return origin.filter(said -> said.toLowerCase(Locale.ROOT).equals(AUDIT)).isPresent();
  }
}
