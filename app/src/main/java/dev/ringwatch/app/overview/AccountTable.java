package dev.ringwatch.app.overview;

import dev.ringwatch.app.account.AccountQuery;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.results.StoredReason;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts by risk, as they are shown.
 *
 * @param frame what stands around them
 * @param bands the views by band
 * @param only what else they are chosen by, in words; empty if by nothing
 * @param problem why they cannot be shown; empty if they can
 * @param rows an account each, the riskiest first
 * @param next where the next page is
 * @param csv all of them as a file
 */
record AccountTable(
    Frame frame,
    List<Choice> bands,
    String only,
    Optional<String> problem,
    List<Row> rows,
    Optional<String> next,
    String csv) {

  static final String PATH = "/accounts";

  private static final String FILE = "/csv/accounts";
  private static final int REASONS_SHOWN = 2;

  /**
   * An account.
   *
   * @param id its id as it is shown
   * @param href its page
   * @param pill its risk
   * @param reasons the first of its reasons
   * @param ring its ring; empty if it is in none
   * @param ringHref the page of that
   * @param events how many events it has
   * @param explore these
   * @param last when it did something last
   */
  record Row(
      String id,
      String href,
      Pill pill,
      List<Overview.Because> reasons,
      String ring,
      String ringHref,
      String events,
      String explore,
      Moment last) {}

  static AccountTable of(
      Frame frame,
      AccountQuery query,
      AccountQuery.Page page,
      Map<String, List<StoredReason>> reasons,
      Instant now) {
    return new AccountTable(
        frame,
        bands(query.asked()),
        Shown.line(query.words()),
        Optional.empty(),
        page.accounts().stream()
            .map(one -> row(one, reasons.getOrDefault(one.accountId(), List.of()), now))
            .toList(),
        Optional.ofNullable(page.next())
            .map(next -> Choice.address(PATH, query.asked(), "cursor", next)),
        Choice.address(FILE, query.asked(), "", ""));
  }

  /** Why there is no list. */
  static AccountTable problem(Frame frame, String why) {
    return new AccountTable(
        frame,
        bands(Map.of()),
        "",
        Optional.of(Shown.line("There is no such list: " + why + ".")),
        List.of(),
        Optional.empty(),
        FILE);
  }

  private static List<Choice> bands(Map<String, String> asked) {
    String chosen = asked.getOrDefault(AccountQuery.BAND, "");
    List<Choice> bands = new ArrayList<>();
    bands.add(choice(asked, "All", "", chosen));
    for (Band band : List.of(Band.HIGH, Band.MEDIUM, Band.LOW)) {
      String name = band.label();
      bands.add(
          choice(
              asked,
              name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
              name,
              chosen));
    }
    return bands;
  }

  private static Choice choice(Map<String, String> asked, String name, String band, String chosen) {
    return new Choice(
        name, Choice.address(PATH, asked, AccountQuery.BAND, band), band.equals(chosen));
  }

  private static Row row(ListedAccount account, List<StoredReason> reasons, Instant now) {
    String ring = account.ringId();
    return new Row(
        Shown.name(account.accountId()),
        Href.account(account.accountId()),
        Pill.of(account.risk(), account.band()),
        reasons.stream().limit(REASONS_SHOWN).map(Overview::because).toList(),
        ring == null ? "" : Shown.name(ring),
        ring == null ? "" : RingTable.href(ring),
        Numbers.count(account.events()),
        Choice.address(
            ExploreQuery.PATH, Map.of(TimeRange.RANGE, "7d"), "account_id", account.accountId()),
        Moment.of(account.lastEvent(), now));
  }
}
