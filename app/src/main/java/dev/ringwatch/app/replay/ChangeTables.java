package dev.ringwatch.app.replay;

import static dev.ringwatch.app.parquet.TypedColumn.Type.COUNT;
import static dev.ringwatch.app.parquet.TypedColumn.Type.NUMBER;
import static dev.ringwatch.app.parquet.TypedColumn.Type.TEXT;

import dev.ringwatch.app.output.AnswerTable;
import dev.ringwatch.app.output.ReasonText;
import dev.ringwatch.app.parquet.TypedColumn;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is different, as tables. A score that there is not on a side is 0, and its band empty. */
final class ChangeTables {

  /** A row an account whose score or reasons are not the same. */
  static final List<TypedColumn> ACCOUNTS =
      List.of(
          new TypedColumn("account_id", TEXT),
          new TypedColumn("score_before", NUMBER),
          new TypedColumn("score_after", NUMBER),
          new TypedColumn("band_before", TEXT),
          new TypedColumn("band_after", TEXT),
          new TypedColumn("reasons_before", TEXT),
          new TypedColumn("reasons_after", TEXT));

  /** A row an incident that is not the same. */
  static final List<TypedColumn> INCIDENTS =
      List.of(
          new TypedColumn("change", TEXT),
          new TypedColumn("incident", TEXT),
          new TypedColumn("opened_before", TEXT),
          new TypedColumn("opened_after", TEXT),
          new TypedColumn("score_before", NUMBER),
          new TypedColumn("score_after", NUMBER),
          new TypedColumn("band_before", TEXT),
          new TypedColumn("band_after", TEXT),
          new TypedColumn("reasons_before", TEXT),
          new TypedColumn("reasons_after", TEXT));

  /** A row a ring that is not the same. */
  static final List<TypedColumn> RINGS =
      List.of(
          new TypedColumn("change", TEXT),
          new TypedColumn("ring_id", TEXT),
          new TypedColumn("score_before", NUMBER),
          new TypedColumn("score_after", NUMBER),
          new TypedColumn("members_before", COUNT),
          new TypedColumn("members_after", COUNT),
          new TypedColumn("joined", TEXT),
          new TypedColumn("left", TEXT));

  /** A row a reason that adds other points. */
  static final List<TypedColumn> REASONS =
      List.of(
          new TypedColumn("reason", TEXT),
          new TypedColumn("accounts_before", COUNT),
          new TypedColumn("accounts_after", COUNT),
          new TypedColumn("points_came", NUMBER),
          new TypedColumn("points_went", NUMBER));

  private ChangeTables() {}

  static void accounts(List<AccountChange> changes, AnswerTable table) {
    for (AccountChange change : changes) {
      table
          .text(change.account().value())
          .score(score(change.before()))
          .score(score(change.after()))
          .text(band(change.before()))
          .text(band(change.after()))
          .text(reasons(change.before()))
          .text(reasons(change.after()))
          .endRow();
    }
  }

  private static double score(Optional<AccountFinal> account) {
    return account.map(known -> known.risk().score()).orElse(0.0);
  }

  private static String band(Optional<AccountFinal> account) {
    return account.map(known -> known.risk().band().label()).orElse("");
  }

  private static String reasons(Optional<AccountFinal> account) {
    return account.map(known -> ReasonText.of(known.risk().reasons())).orElse("");
  }

  static void incidents(List<IncidentChange> changes, AnswerTable table) {
    for (IncidentChange change : changes) {
      Optional<OpenedIncident> before = change.before();
      Optional<OpenedIncident> after = change.after();
      table
          .text(change.kind().label())
          .text(change.key())
          .text(before.map(one -> one.opened().start().toString()).orElse(""))
          .text(after.map(one -> one.opened().start().toString()).orElse(""))
          .score(before.map(OpenedIncident::score).orElse(0.0))
          .score(after.map(OpenedIncident::score).orElse(0.0))
          .text(before.map(one -> one.worst().band().label()).orElse(""))
          .text(after.map(one -> one.worst().band().label()).orElse(""))
          .text(before.map(one -> ReasonText.of(one.worst().reasons())).orElse(""))
          .text(after.map(one -> ReasonText.of(one.worst().reasons())).orElse(""))
          .endRow();
    }
  }

  static void rings(List<RingChange> changes, AnswerTable table) {
    for (RingChange change : changes) {
      table
          .text(change.kind().label())
          .text(change.id())
          .score(change.before().map(Ring::score).orElse(0.0))
          .score(change.after().map(Ring::score).orElse(0.0))
          .count(members(change.before()))
          .count(members(change.after()))
          .text(ids(change.joined()))
          .text(ids(change.left()))
          .endRow();
    }
  }

  private static long members(Optional<Ring> ring) {
    return ring.map(known -> known.members().size()).orElse(0);
  }

  private static String ids(List<AccountId> accounts) {
    return accounts.stream().map(AccountId::value).collect(Collectors.joining(" "));
  }

  static void reasons(List<ReasonChange> changes, AnswerTable table) {
    for (ReasonChange change : changes) {
      table
          .text(change.name())
          .count(change.accountsBefore())
          .count(change.accountsAfter())
          .score(change.came())
          .score(change.went())
          .endRow();
    }
  }
}
