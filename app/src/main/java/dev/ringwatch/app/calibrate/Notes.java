package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.ArrayList;
import java.util.List;

/** Says what a calibration rests on, and what it does not say. */
final class Notes {

  private Notes() {}

  static List<String> of(Findings findings) {
    List<String> notes = new ArrayList<>();
    LabelledAccounts labelled = findings.labelled();
    notes.add(bound(findings.config().bound()));
    notes.add(
        labelled.isWeighted()
            ? "Recall and precision are of all accounts: each label counts for 1 / its inclusion"
                + " probability. The curves and their areas count every label once."
            : "The labels do not say how likely accounts were to be looked at, so recall, precision"
                + " and the curves are of the labelled accounts, not of all.");
    notes.add(
        findings.days().size() > 1
            ? "A score is the highest of an account's day; of an account with several days one is"
                + " drawn, so that accounts are independent of one another."
            : "A score is what the log's end says of an account. One that was higher earlier in the"
                + " day would have opened an incident then; where that matters, give the day's"
                + " highest scores.");
    notes.add(
        "The scores were made without the labels, so no part of these had to be held out. The promise"
            + " is about accounts like those of the audit: when behaviour or the model changes,"
            + " calibrate again.");
    findings.laterDays().ifPresent(later -> notes.add(later(later)));
    if (labelled.skipped() > 0) {
      notes.add(
          Numbers.count(labelled.skipped(), "label") + " of accounts without a score left out.");
    }
    return notes;
  }

  private static String bound(FalsePositiveBound bound) {
    return "The bound rests on benign accounts of the random audit alone, by the order-statistic rule"
        + " of Tong, Feng and Li (2018): over audits drawn anew, "
        + bound.words()
        + " holds whatever the distribution of scores. It takes at least "
        + Numbers.count(bound.smallestSample(), "such account")
        + ".";
  }

  private static String later(LaterDays later) {
    return "Chosen on the days before "
        + later.from()
        + " alone, a threshold of "
        + Numbers.score(later.threshold())
        + " would have flagged "
        + Numbers.count(later.check().flagged())
        + " of "
        + Numbers.count(later.check().benign(), "benign account")
        + " audited from then on; that many or more have a probability of "
        + Numbers.percent(later.check().pValue())
        + " if the bound just holds.";
  }
}
