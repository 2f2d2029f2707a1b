package dev.ringwatch.app.learned;

import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.risk.RiskConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verdicts are worth, as it is shown.
 *
 * @param frame what stands around it
 * @param shown all of it
 */
record LabelPage(Frame frame, Panel<Content> shown) {

  /** Where it is. */
  static final String PATH = "/queue/labels";

  /** So many of the last hundreds are shown. */
  private static final int HUNDREDS = 30;

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  /**
   * What is shown.
   *
   * @param threshold from which score on incidents are opened
   * @param cards how far verdicts have come
   * @param next whom to decide about next
   * @param hundreds what each hundred bought, the last one first
   */
  record Content(String threshold, List<Card> cards, List<Next> next, List<Hundred> hundreds) {}

  /**
   * Whom to decide about next.
   *
   * @param id the account
   * @param href its page
   * @param pill its score
   * @param why why, in two or three words
   * @param reason the same in a sentence
   */
  record Next(String id, String href, Pill pill, String why, String reason) {}

  /**
   * What a hundred verdicts bought.
   *
   * @param verdicts after how many
   * @param until when the last of them was given
   * @param found how many of them say abusive
   * @param sample what there is of the random sample
   * @param threshold the lowest that keeps the bound
   * @param reach which part of the abuse it finds, with its limits
   * @param bought what that is more than before
   */
  record Hundred(
      String verdicts,
      Moment until,
      String found,
      String sample,
      String threshold,
      String reach,
      String bought) {}

  /**
   * Makes it.
   *
   * @param bound the bound in words
   */
  static Content content(LabelReader.Worth worth, String bound, Instant now) {
    List<LabelCurve.Point> bought = worth.bought();
    LabelCurve.@Nullable Point last = bought.isEmpty() ? null : bought.getLast();
    return new Content(
        Numbers.score(worth.threshold()),
        List.of(decided(last), sample(worth.sample(), last), reach(last, bound)),
        worth.next().stream().map(LabelPage::next).toList(),
        bought.reversed().stream().limit(HUNDREDS).map(point -> hundred(point, now)).toList());
  }

  private static Card decided(LabelCurve.@Nullable Point last) {
    return new Card(
        "Decided",
        last == null ? "0" : Numbers.count(last.verdicts()),
        "accounts of which is kept what they were like",
        "");
  }

  private static Card sample(LabelReader.Sample sample, LabelCurve.@Nullable Point last) {
    int benign = last == null ? 0 : last.sample().benign();
    String waiting =
        sample.waiting() == 0
            ? "none waits in the queue"
            : Numbers.count(sample.waiting()) + " wait in the queue, mixed with all else";
    return new Card(
        "Benign of the random sample",
        benign < sample.needed()
            ? Numbers.count(benign) + " of " + Numbers.count(sample.needed())
            : Numbers.count(benign),
        (benign < sample.needed() ? "so many a threshold takes; " : "") + waiting,
        "");
  }

  private static Card reach(LabelCurve.@Nullable Point last, String bound) {
    LabelCurve.Reach reach = last == null ? null : last.reach();
    return new Card(
        "Abuse that the score finds",
        found(reach),
        reach == null
            ? "not known yet, at a false-positive bound of " + bound
            : (reach.recall() == null ? "no abuse in the sample yet" : "surely " + limits(reach))
                + ", from a score of "
                + Numbers.score(reach.threshold())
                + " on, which keeps "
                + bound,
        "");
  }

  private static String found(LabelCurve.@Nullable Reach reach) {
    Double recall = reach == null ? null : reach.recall();
    return recall == null ? "–" : Numbers.percent(recall);
  }

  private static String limits(LabelCurve.Reach reach) {
    return Numbers.percent(reach.low()) + " to " + Numbers.percent(reach.high());
  }

  private static Next next(LabelProposals.Proposal one) {
    return new Next(
        Shown.name(one.account()),
        Href.account(one.account()),
        Pill.of(one.riskScore(), BANDS.band(one.riskScore()).label()),
        one.why().equals(LabelProposals.Why.UNCERTAIN.word())
            ? "near the threshold"
            : "little-known kind",
        Shown.line(one.reason()));
  }

  private static Hundred hundred(LabelCurve.Point point, Instant now) {
    LabelCurve.Reach reach = point.reach();
    boolean isKnown = reach != null && reach.recall() != null;
    return new Hundred(
        Numbers.count(point.verdicts()),
        Moment.of(point.until(), now),
        Numbers.count(point.found()),
        Numbers.count(point.sample().benign())
            + " benign, "
            + Numbers.count(point.sample().abusive())
            + " abusive",
        reach == null ? "–" : Numbers.score(reach.threshold()),
        reach == null || !isKnown ? "–" : found(reach) + " (" + limits(reach) + ")",
        point.bought());
  }
}
