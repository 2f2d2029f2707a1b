package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The report for someone who has a minute: what was found, what to look at first, and what it
 * means.
 *
 * @param found what was found, a sentence each
 * @param first what to look at first, the most urgent first
 * @param means how to take it, a sentence each
 */
record Brief(List<String> found, List<Look> first, List<String> means) {

  private static final int RINGS = 3;
  private static final int ACCOUNTS = 3;

  /**
   * Something to look at.
   *
   * @param name the ring's or the account's id
   * @param href where it is shown
   * @param why why to look at it
   */
  record Look(String name, String href, String why) {}

  static Brief of(Page page) {
    return new Brief(found(page.summary()), first(page), means(page));
  }

  private static List<String> found(Summary summary) {
    Summary.Accounts accounts = summary.accounts();
    if (accounts.total() == 0) {
      return List.of("Nothing was read that could be scored; the input section says why.");
    }
    List<String> found = new ArrayList<>();
    if (accounts.high() > 0) {
      found.add(
          Numbers.count(accounts.high(), "account")
              + " ("
              + Numbers.percent(accounts.high(), accounts.total())
              + ") should be looked at first; together they made "
              + Numbers.percent(accounts.highRiskEvents(), summary.intake().events())
              + " of all events.");
    }
    if (accounts.medium() > 0) {
      found.add(
          Numbers.count(accounts.medium(), "account")
              + (accounts.medium() == 1 ? " is" : " are")
              + " worth a look after that.");
    }
    Summary.Rings rings = summary.rings();
    found.add(
        rings.count() == 0
            ? "No group of accounts works together more than chance and ordinary life explain."
            : Numbers.count(rings.accounts(), "account")
                + " work together in "
                + Numbers.count(rings.count(), "ring")
                + ": they share devices, addresses, payments or targets far more often than"
                + " strangers do.");
    return found;
  }

  private static List<Look> first(Page page) {
    List<Look> looks = new ArrayList<>();
    page.rings().stream().limit(RINGS).forEach(ring -> looks.add(look(ring)));
    page.accounts().stream()
        .filter(row -> row.ring().isEmpty() && row.pill().band().equals("high"))
        .limit(ACCOUNTS)
        .forEach(row -> looks.add(look(row)));
    return looks;
  }

  private static Look look(RingView ring) {
    String why = ring.size() + "; " + ring.tightest().orElse(ring.sureness());
    return new Look(ring.id(), "#" + ring.anchor(), why);
  }

  private static Look look(AccountRow row) {
    String why = row.reasons().isEmpty() ? "" : "; " + row.reasons().getFirst().sentence();
    return new Look(row.id(), "#accounts", "risk " + row.pill().score() + why);
  }

  private static List<String> means(Page page) {
    List<String> means = new ArrayList<>();
    means.add(
        "Risk says where to look first and why. It is not a probability and no verdict: what is"
            + " done about an account, a person decides.");
    means.add(page.quality().map(Brief::checked).orElse(UNCHECKED));
    List<String> missing = page.model().context().missing();
    if (!missing.isEmpty() && page.summary().accounts().total() > 0) {
      means.add(
          "The log does not tell "
              + String.join(", ", missing.stream().map(Shown::line).toList())
              + ": what would show only"
              + " there was not seen.");
    }
    means.addAll(page.model().context().limits().stream().map(Shown::line).toList());
    return means;
  }

  private static final String UNCHECKED =
      "No known cases were given, so how often it is right was not checked.";

  private static String checked(QualityView quality) {
    if (quality.bands().isEmpty()) {
      return "Checked against known cases, see below.";
    }
    QualityView.BandRow high = quality.bands().getFirst();
    return "Checked against known cases: looking at every account of the high band finds "
        + high.found()
        + " of the abusive ones and wrongly flags "
        + high.flagged()
        + " of the benign ones.";
  }
}
