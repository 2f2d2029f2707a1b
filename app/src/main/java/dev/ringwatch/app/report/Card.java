package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * One number that matters.
 *
 * @param name what it counts
 * @param value the number
 * @param note what to compare it with
 * @param cssClass its colour
 * @param href where the rows are that it counts
 */
record Card(String name, String value, String note, String cssClass, String href) {

  static List<Card> of(Summary summary) {
    Summary.Accounts accounts = summary.accounts();
    Summary.Rings rings = summary.rings();
    long total = accounts.total();
    List<Card> cards = new ArrayList<>();
    cards.add(band("High risk", accounts.high(), total, "high"));
    cards.add(band("Medium risk", accounts.medium(), total, "medium"));
    cards.add(band("Low risk", accounts.low(), total, "low"));
    String pairs = Numbers.count(rings.edges(), "significant pair");
    cards.add(new Card("Rings", Numbers.count(rings.count()), pairs, "", "#rings"));
    String share = Numbers.percent(rings.accounts(), total) + " of accounts";
    cards.add(
        new Card("Accounts in rings", Numbers.count(rings.accounts()), share, "", "rings.csv"));
    cards.add(events(accounts.highRiskEvents(), summary.intake().events()));
    summary.quality().ifPresent(quality -> cards.add(found(quality)));
    return cards;
  }

  private static Card band(String name, long count, long total, String cssClass) {
    return new Card(
        name,
        Numbers.count(count),
        Numbers.percent(count, total) + " of accounts",
        cssClass,
        "accounts.csv");
  }

  private static Card events(long highRisk, long all) {
    return new Card(
        "Events by high risk",
        Numbers.percent(highRisk, all),
        Numbers.count(highRisk, "event"),
        "",
        "#activity");
  }

  private static Card found(Summary.Quality quality) {
    return new Card(
        "Known abuse found",
        Numbers.percent(quality.recallAtTwoPercent()),
        "at 2\u00a0% of benign accounts flagged",
        "",
        "#quality");
  }
}
