package dev.ringwatch.app.verdict;

/**
 * How verdicts are given.
 *
 * @param abuseTypes the kinds of harm that they can name
 * @param auditPerDay how many accounts a day are drawn at random; 0 for none
 * @param secondReviewShare which share is looked at by a second person, 0 to 1
 */
public record VerdictSettings(AbuseTypes abuseTypes, int auditPerDay, double secondReviewShare) {

  private static final int AUDIT_PER_DAY = 20;
  private static final double SECOND_REVIEW_SHARE = 0.1;

  /** What holds unless it is set otherwise. */
  public static VerdictSettings ofDefaults() {
    return new VerdictSettings(AbuseTypes.ofDefaults(), AUDIT_PER_DAY, SECOND_REVIEW_SHARE);
  }
}
