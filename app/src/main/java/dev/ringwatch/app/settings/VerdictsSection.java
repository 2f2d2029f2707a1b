package dev.ringwatch.app.settings;

import dev.ringwatch.app.verdict.AbuseTypes;
import dev.ringwatch.app.verdict.VerdictSettings;
import java.time.Duration;

/** How verdicts are given. */
record VerdictsSection(
    @Setting("the kinds of harm that a verdict can name, with commas between")
        AbuseTypes abuseTypes,
    @Setting(
            value =
                "how many accounts that were active on a day are drawn at random to be looked at,"
                    + " whatever their score; 0 for none",
            least = "0",
            most = "10000")
        int auditPerDay,
    @Setting(
            value = "the share of verdicts that a second person is asked about",
            least = "0",
            most = "1")
        double secondReviewShare,
    @Setting(
            value =
                "for how long an item of the queue is kept for who took it or looked at it last",
            least = "1m",
            most = "1d")
        Duration claimFor) {

  static VerdictsSection ofDefaults() {
    VerdictSettings defaults = VerdictSettings.ofDefaults();
    return new VerdictsSection(
        defaults.abuseTypes(),
        defaults.auditPerDay(),
        defaults.secondReviewShare(),
        defaults.claimFor());
  }

  VerdictSettings settings() {
    return new VerdictSettings(abuseTypes, auditPerDay, secondReviewShare, claimFor);
  }
}
