package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.postgres.results.AccountGroups;
import dev.ringwatch.risk.RiskConfig;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many accounts have which risk.
 *
 * @param chart the same as a drawing
 * @param words what it comes to, in a sentence
 * @param rows parts of the scale, the highest first
 * @param counted when they were counted
 */
record ScorePanel(Content chart, String words, List<Row> rows, Moment counted) {

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  /**
   * A part of the scale.
   *
   * @param range from where, up to where
   * @param band the band that it lies in
   * @param count how many accounts
   * @param share of all accounts
   * @param href these accounts
   */
  record Row(String range, String band, String count, String share, String href) {}

  /**
   * A part of the scale, for a file.
   *
   * @param from the least score
   * @param below the score that all are below; the last part has 100 too
   * @param accounts how many
   */
  record Bin(double from, double below, long accounts) {

    String range() {
      return Numbers.plain(from) + (below == 100 ? " to 100" : " to below " + Numbers.plain(below));
    }

    String href() {
      return AccountLink.all().from(from).below(below == 100 ? below + 1 : below).href();
    }
  }

  /** The parts of the scale, the lowest first. */
  static List<Bin> bins(AccountGroups groups) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < AccountGroups.BINS; i++) {
      double from = i * AccountGroups.BIN_WIDTH;
      bins.add(new Bin(from, from + AccountGroups.BIN_WIDTH, groups.byScore().get(i)));
    }
    return bins;
  }

  static ScorePanel of(Grouped grouped, Instant now) {
    AccountGroups groups = grouped.groups();
    long all = groups.accounts();
    long flagged = groups.cohorts().stream().mapToLong(AccountGroups.Cohort::flagged).sum();
    return new ScorePanel(
        new ScoreHistogram(groups.byScore(), BANDS.mediumFrom(), BANDS.highFrom())
            .byMagnitude(OptionalDouble.of(grouped.flaggedFrom())),
        Numbers.count(flagged)
            + " of "
            + Numbers.count(all, "account")
            + " ("
            + Numbers.percent(flagged, all)
            + ") score "
            + Numbers.plain(grouped.flaggedFrom())
            + " or more, from where incidents are opened.",
        bins(groups).reversed().stream().map(bin -> row(bin, all)).toList(),
        Moment.of(grouped.at(), now));
  }

  private static Row row(Bin bin, long all) {
    return new Row(
        bin.range(),
        BANDS.band(bin.from()).label(),
        Numbers.count(bin.accounts()),
        Numbers.percent(bin.accounts(), all),
        bin.href());
  }

  /** The accounts that score as much as an incident takes, or more. */
  static String flaggedHref(Grouped grouped) {
    return AccountLink.all().from(grouped.flaggedFrom()).href();
  }
}
