package dev.ringwatch.app.settings;

import dev.ringwatch.app.verdict.AbuseTypes;
import dev.ringwatch.app.verdict.VerdictSettings;

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
        double secondReviewShare) {

  static VerdictsSection ofDefaults() {
    VerdictSettings defaults = VerdictSettings.ofDefaults();
    return new VerdictsSection(
        defaults.abuseTypes(), defaults.auditPerDay(), defaults.secondReviewShare());
  }

  VerdictSettings settings() {
    return new VerdictSettings(abuseTypes, auditPerDay, secondReviewShare);
  }
}
