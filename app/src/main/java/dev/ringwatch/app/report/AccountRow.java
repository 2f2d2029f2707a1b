package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the table of accounts.
 *
 * @param account what the row is about
 * @param id its id as it is shown
 * @param pill its risk
 * @param ring its ring; empty if it is in none
 * @param reasons its reasons, the largest first
 */
record AccountRow(
    AccountFinal account, String id, Pill pill, Optional<RingLink> ring, List<ReasonRow> reasons) {

  /** Reasons beyond these fold away. */
  private static final int REASONS_SHOWN = 3;

  /**
   * A ring as it is named in the table.
   *
   * @param id its id as it is shown
   * @param href where it is drawn; empty if it is not
   */
  record RingLink(String id, Optional<String> href) {}

  static List<AccountRow> of(List<AccountFinal> accounts, Map<String, String> ringAnchors) {
    double longest =
        ReasonRow.longest(accounts.stream().flatMap(a -> a.risk().reasons().stream()).toList());
    return accounts.stream().map(account -> of(account, ringAnchors, longest)).toList();
  }

  private static AccountRow of(AccountFinal account, Map<String, String> anchors, double longest) {
    List<Reason> reasons = account.risk().reasons();
    return new AccountRow(
        account,
        Shown.name(account.account().value()),
        Pill.of(account.risk().score(), account.risk().band()),
        Optional.ofNullable(account.ringId())
            .map(id -> new RingLink(Shown.name(id), Optional.ofNullable(anchors.get(id)))),
        ReasonRow.of(reasons, longest));
  }

  String tip() {
    return Shown.line(account.account().value());
  }

  double risk() {
    return account.risk().score();
  }

  String anomaly() {
    return Numbers.score(account.anomaly());
  }

  String ringScore() {
    return Numbers.score(account.ring());
  }

  String events() {
    return Numbers.count(account.events());
  }

  List<ReasonRow> firstReasons() {
    return reasons.subList(0, folded());
  }

  List<ReasonRow> otherReasons() {
    return reasons.subList(folded(), reasons.size());
  }

  /** Where the folded reasons begin; a single one is not worth folding. */
  private int folded() {
    return reasons.size() <= REASONS_SHOWN + 1 ? reasons.size() : REASONS_SHOWN;
  }
}
