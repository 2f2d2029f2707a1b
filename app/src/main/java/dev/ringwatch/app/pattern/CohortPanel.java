package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ShareBars;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.postgres.results.AccountGroups;
import dev.ringwatch.postgres.results.AgeCohort;
import dev.ringwatch.postgres.results.Enforcement;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * Accounts by age.
 *
 * @param chart the share of each that is flagged
 * @param flaggedFrom from which score on that is
 * @param rows the cohorts, the youngest first
 * @param counted when they were counted
 */
record CohortPanel(Content chart, String flaggedFrom, List<Row> rows, Moment counted) {

  private static final double CONFIDENCE = 0.95;

  /**
   * A cohort.
   *
   * @param age how old its accounts are
   * @param accounts how many there are
   * @param href these
   * @param flagged how many of them are flagged
   * @param flaggedHref these
   * @param share their share, with where it may truly be
   * @param meanScore the mean of all risk scores
   * @param enforced how many of them the platform acted against
   * @param enforcedHref these
   * @param enforcedShare their share, with where it may truly be
   */
  record Row(
      String age,
      String accounts,
      String href,
      String flagged,
      String flaggedHref,
      String share,
      String meanScore,
      String enforced,
      String enforcedHref,
      String enforcedShare) {}

  static CohortPanel of(Grouped grouped, Instant now) {
    List<AccountGroups.Cohort> shown = shown(grouped);
    return new CohortPanel(
        new ShareBars(
                "Share of accounts that are flagged, by the age of the account",
                "share of accounts that are flagged",
                shown.stream().map(CohortPanel::bar).toList())
            .draw(),
        Numbers.plain(grouped.flaggedFrom()),
        shown.stream().map(cohort -> row(cohort, grouped)).toList(),
        Moment.of(grouped.at(), now));
  }

  /** Those of no known age only if there are any. */
  static List<AccountGroups.Cohort> shown(Grouped grouped) {
    return grouped.groups().cohorts().stream()
        .filter(cohort -> cohort.age() != AgeCohort.UNKNOWN || cohort.accounts() > 0)
        .toList();
  }

  /** Where a share may truly be: of accounts like these, of which these are some. */
  static Interval interval(long part, long whole) {
    return BinomialInterval.of(part, whole, CONFIDENCE);
  }

  private static ShareBars.Group bar(AccountGroups.Cohort cohort) {
    long all = cohort.accounts();
    double share = all == 0 ? 0 : (double) cohort.flagged() / all;
    Interval truly = all == 0 ? new Interval(0, 0) : interval(cohort.flagged(), all);
    return new ShareBars.Group(
        cohort.age().words(),
        share,
        truly.low(),
        truly.high(),
        cohort.age().words()
            + ": "
            + Numbers.count(cohort.flagged())
            + " of "
            + Numbers.count(all, "account")
            + ", "
            + words(cohort.flagged(), all));
  }

  private static String words(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    Interval truly = interval(part, whole);
    return Numbers.percent(part, whole)
        + " ("
        + Numbers.percent(truly.low())
        + " to "
        + Numbers.percent(truly.high())
        + ")";
  }

  private static Row row(AccountGroups.Cohort cohort, Grouped grouped) {
    AgeCohort age = cohort.age();
    Instant at = grouped.at();
    long all = cohort.accounts();
    return new Row(
        age.words(),
        Numbers.count(all),
        AccountLink.all().aged(age, at).href(),
        Numbers.count(cohort.flagged()),
        AccountLink.all().from(grouped.flaggedFrom()).aged(age, at).href(),
        words(cohort.flagged(), all),
        all == 0 ? "–" : Numbers.score(cohort.riskSum() / all),
        Numbers.count(cohort.enforced()),
        AccountLink.all().aged(age, at).enforced(Enforcement.ANY).href(),
        words(cohort.enforced(), all));
  }
}
