package dev.ringwatch.postgres.verdict;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that somebody gives.
 *
 * @param subject about what
 * @param judgement what they think
 * @param abuseType what kind of harm it does; of one that is abusive only, null for none said
 * @param reason why, for a person; may be empty
 * @param source where it comes from
 * @param members of a ring: of whom it is also said
 */
public record NewVerdict(
    VerdictSubject subject,
    Judgement judgement,
    @Nullable String abuseType,
    String reason,
    Source source,
    Members members) {

  /** The longest reason. */
  public static final int MAX_REASON = 1_000;

  /** Checks what can be checked without a database. */
  public NewVerdict {
    if (reason.length() > MAX_REASON || reason.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "reason must be a text of at most " + MAX_REASON + " characters, without NUL");
    }
    if (abuseType != null && judgement != Judgement.ABUSIVE) {
      throw new IllegalArgumentException(
          "abuse_type is of abusive ones, not of " + judgement.word() + " ones");
    }
    if (!subject.isRing() && !members.equals(Members.NONE)) {
      throw new IllegalArgumentException("only a ring has members");
    }
    VerdictOrigin origin = source.origin();
    if (subject.isRing() && origin == VerdictOrigin.AUDIT) {
      throw new IllegalArgumentException(
          "the random sample is of accounts; a verdict about a ring has another origin than audit");
    }
    boolean giveMembers = origin == VerdictOrigin.REVIEW || origin == VerdictOrigin.IMPORT;
    if (!giveMembers && !members.equals(Members.NONE)) {
      throw new IllegalArgumentException(
          "members go with a verdict of the origin review or import, not " + origin.word());
    }
    if (origin == VerdictOrigin.APPEAL && (subject.isRing() || judgement == Judgement.UNSURE)) {
      throw new IllegalArgumentException(
          "an appeal is of an account, and is decided by abusive or benign");
    }
  }

  /**
   * Where a verdict comes from.
   *
   * @param origin how it came that somebody decided
   * @param inclusionProbability how likely it was to be looked at, above 0 and at most 1; null if
   *     not known
   * @param decidedAt when it was decided; null for now
   */
  public record Source(
      VerdictOrigin origin, @Nullable Double inclusionProbability, @Nullable Instant decidedAt) {

    /** Somebody looked at it, now. */
    public static final Source REVIEW = of(VerdictOrigin.REVIEW);

    /**
     * Checks that only what was decided elsewhere brings along what this server knows by itself.
     */
    public Source {
      if (inclusionProbability != null
          && !(inclusionProbability > 0 && inclusionProbability <= 1)) {
        throw new IllegalArgumentException(
            "inclusion_probability is above 0 and at most 1, not " + inclusionProbability);
      }
      boolean known = origin == VerdictOrigin.APPEAL || origin == VerdictOrigin.SECOND_REVIEW;
      if (known && (inclusionProbability != null || decidedAt != null)) {
        throw new IllegalArgumentException(
            "of the origin "
                + origin.word()
                + " the server knows decided_at and inclusion_probability by itself");
      }
    }

    /** Of an origin, now. */
    public static Source of(VerdictOrigin origin) {
      return new Source(origin, null, null);
    }
  }

  /**
   * Of which members of a ring it is also said.
   *
   * @param all of all who are in it
   * @param chosen of these, who are or were in it
   */
  public record Members(boolean all, List<String> chosen) {

    /** Of nobody. */
    public static final Members NONE = new Members(false, List.of());

    /** Of everybody who is in it. */
    public static final Members ALL = new Members(true, List.of());

    /** Copies the list. */
    public Members {
      chosen = List.copyOf(chosen);
    }
  }

  /** The same about a member of the ring. */
  NewVerdict of(String member) {
    return new NewVerdict(
        VerdictSubject.account(member), judgement, abuseType, reason, source, Members.NONE);
  }
}
