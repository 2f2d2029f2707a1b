package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ShareBars;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.postgres.results.Enforcement;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * What became of accounts that the platform acted against.
 *
 * @param chart the same as a drawing
 * @param words what it comes to, in a sentence
 * @param rows what people decided
 * @param all how many there are
 * @param allHref all of them
 * @param counted when they were counted
 */
record EnforcementPanel(
    Content chart, String words, List<Row> rows, String all, String allHref, Moment counted) {

  private static final List<Enforcement> SHOWN =
      List.of(
          Enforcement.OPEN, Enforcement.CONFIRMED, Enforcement.FALSE_POSITIVE, Enforcement.UNSURE);
  private static final double CONFIDENCE = 0.95;

  /**
   * What people decided.
   *
   * @param name in a word
   * @param meaning what it means
   * @param count of how many accounts
   * @param share of all that the platform acted against
   * @param href these accounts
   */
  record Row(String name, String meaning, String count, String share, String href) {}

  /**
   * What people decided, for a file.
   *
   * @param outcome in a word
   * @param accounts of how many accounts
   */
  record Outcome(Enforcement outcome, long accounts) {}

  /** What people decided, in the order in which it is shown. */
  static List<Outcome> outcomes(Grouped grouped) {
    return SHOWN.stream()
        .map(one -> new Outcome(one, grouped.groups().enforced().getOrDefault(one, 0L)))
        .toList();
  }

  static EnforcementPanel of(Grouped grouped, Instant now) {
    List<Outcome> outcomes = outcomes(grouped);
    long all = outcomes.stream().mapToLong(Outcome::accounts).sum();
    return new EnforcementPanel(
        new ShareBars(
                "Accounts that the platform acted against, by what people decided since",
                "share of them",
                outcomes.stream().map(one -> bar(one, all)).toList())
            .draw(),
        words(outcomes),
        outcomes.stream().map(one -> row(one, all)).toList(),
        Numbers.count(all),
        AccountLink.all().enforced(Enforcement.ANY).href(),
        Moment.of(grouped.at(), now));
  }

  /** All of them were counted, so where a share may truly be is what it is. */
  private static ShareBars.Group bar(Outcome outcome, long all) {
    double share = all == 0 ? 0 : (double) outcome.accounts() / all;
    String words = name(outcome.outcome()) + ": " + Numbers.count(outcome.accounts(), "account");
    return new ShareBars.Group(name(outcome.outcome()), share, share, share, words);
  }

  private static String words(List<Outcome> outcomes) {
    long confirmed = outcomes.get(SHOWN.indexOf(Enforcement.CONFIRMED)).accounts();
    long wrong = outcomes.get(SHOWN.indexOf(Enforcement.FALSE_POSITIVE)).accounts();
    long decided = confirmed + wrong;
    if (decided == 0) {
      return "Nobody has called any of them abusive or benign yet.";
    }
    Interval truly = BinomialInterval.of(wrong, decided, CONFIDENCE);
    return "Of "
        + Numbers.count(decided)
        + " that somebody called abusive or benign, "
        + Numbers.count(wrong)
        + (wrong == 1 ? " was a false positive: " : " were false positives: ")
        + Numbers.percent(wrong, decided)
        + ", truly "
        + Numbers.percent(truly.low())
        + " to "
        + Numbers.percent(truly.high())
        + " among such as people look at.";
  }

  private static Row row(Outcome outcome, long all) {
    return new Row(
        name(outcome.outcome()),
        meaning(outcome.outcome()),
        Numbers.count(outcome.accounts()),
        Numbers.percent(outcome.accounts(), all),
        AccountLink.all().enforced(outcome.outcome()).href());
  }

  private static String name(Enforcement outcome) {
    return switch (outcome) {
      case ANY -> "All";
      case OPEN -> "Open";
      case CONFIRMED -> "Confirmed";
      case FALSE_POSITIVE -> "False positive";
      case UNSURE -> "Unsure";
    };
  }

  private static String meaning(Enforcement outcome) {
    return switch (outcome) {
      case ANY -> "the platform acted against them";
      case OPEN -> "nobody has decided";
      case CONFIRMED -> "the verdict that stands is abusive";
      case FALSE_POSITIVE -> "the verdict that stands is benign";
      case UNSURE -> "the verdict that stands is unsure";
    };
  }
}
