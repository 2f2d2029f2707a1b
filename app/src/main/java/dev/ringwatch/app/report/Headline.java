package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.Numbers;

/** The report in a sentence or two. */
final class Headline {

  private Headline() {}

  /**
   * What was found, such as "312 of 50,012 accounts are likely abusive; 24 rings of 310 accounts."
   */
  static String of(Summary summary) {
    if (summary.accounts().total() == 0) {
      return "No account was found: nothing was read that could be scored.";
    }
    return accounts(summary.accounts()) + "; " + rings(summary.rings()) + ".";
  }

  private static String accounts(Summary.Accounts accounts) {
    String total = Numbers.count(accounts.total(), "account");
    if (accounts.high() == 0) {
      return accounts.total() == 1
          ? "The one account does not look abusive"
          : "None of " + total + " looks likely abusive";
    }
    if (accounts.total() == 1) {
      return "The one account is likely abusive";
    }
    return Numbers.count(accounts.high())
        + " of "
        + total
        + (accounts.high() == 1 ? " is" : " are")
        + " likely abusive";
  }

  private static String rings(Summary.Rings rings) {
    return rings.count() == 0
        ? "no rings were found"
        : Numbers.count(rings.count(), "ring")
            + " of "
            + Numbers.count(rings.accounts(), "account");
  }

  private static String named(Summary.Input input) {
    String path = input.name();
    return path.equals("-")
        ? "standard input"
        : Shown.name(path.substring(path.lastIndexOf('/', path.length() - 2) + 1));
  }

  /** What was read, and how long it took. */
  static String subline(Summary summary) {
    Summary.Intake intake = summary.intake();
    String files =
        intake.inputs().size() == 1
            ? named(intake.inputs().getFirst())
            : Numbers.count(intake.inputs().size(), "file");
    String period =
        intake
            .period()
            .map(p -> ", " + Numbers.minute(p.from()) + " to " + Numbers.minute(p.to()) + " UTC")
            .orElse("");
    return Numbers.count(intake.events(), "event")
        + " from "
        + files
        + period
        + "; read, scored and linked in "
        + Numbers.duration(summary.run().took())
        + ".";
  }
}
