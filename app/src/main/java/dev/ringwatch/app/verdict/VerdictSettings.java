package dev.ringwatch.app.verdict;

import java.time.Duration;

/**
 * How verdicts are given.
 *
 * @param abuseTypes the kinds of harm that they can name
 * @param auditPerDay how many accounts a day are drawn at random; 0 for none
 * @param secondReviewShare which share is looked at by a second person, 0 to 1
 * @param claimFor for how long an item of the queue is kept for who took it or looked at it last
 */
public record VerdictSettings(
    AbuseTypes abuseTypes, int auditPerDay, double secondReviewShare, Duration claimFor) {

  private static final int AUDIT_PER_DAY = 20;
  private static final double SECOND_REVIEW_SHARE = 0.1;
  private static final Duration CLAIM_FOR = Duration.ofMinutes(15);

  /** What holds unless it is set otherwise. */
  public static VerdictSettings ofDefaults() {
    return new VerdictSettings(
        AbuseTypes.ofDefaults(), AUDIT_PER_DAY, SECOND_REVIEW_SHARE, CLAIM_FOR);
  }
}
