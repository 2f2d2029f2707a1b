package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of accounts at this moment. What is shown is recorded before it is shown, and so is
 * that there was nothing to show. Safe for threads.
 */
final class LiveAccounts {

  private final Detection detection;
  private final Lists lists;
  private final VerdictReader verdicts;
  private final Audit audit;
  private final Clock clock;

  LiveAccounts(Detection detection, Lists lists, VerdictReader verdicts, Audit audit, Clock clock) {
    this.detection = detection;
    this.lists = lists;
    this.verdicts = verdicts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Looks at an account.
   *
   * @param afterSeq the entry of the log that must be in it; 0 for none
   * @param patience how long to wait for detection
   * @throws NotLiveException if detection does not answer in that time, or does not know of an
   *     entry so soon
   * @throws LogUnavailableException if the database does not answer
   * @throws dev.ringwatch.postgres.audit.AuditUnavailableException if the look cannot be recorded
   */
  Optional<AccountView> look(Who who, AccountId account, long afterSeq, Duration patience) {
    if (afterSeq > 0 && !detection.knowsEventsAtOnce()) {
      throw new NotLiveException(
          "a Flink job has detection: it is scored when the job has closed its minute");
    }
    Optional<AccountView> view =
        Detection.await(detection.knowAfter(afterSeq, all -> known(all, account)), patience)
            .map(known ->
                AccountView.of(
                    known,
                    lists(account),
                    verdicts.standing(who, false, account.value()).orElse(null)));
    audit.record(
        who,
        AuditAction.ACCOUNT_LOOK,
        account.value(),
        view.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        view.map(LiveAccounts::shown).orElse(Map.of()));
    return view;
  }

  private Optional<KnownAccount> known(Knowledge all, AccountId account) {
    int needed = detection.neededAccounts();
    return all.liveScore(account)
        .map(live ->
            new KnownAccount(
                live, all.earlierVector(account), all.model(), all.accounts(), needed));
  }

  private List<ListEntry> lists(AccountId account) {
    try {
      return lists.holding(ListedWhat.ACCOUNT, account.value(), clock.instant());
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private static Map<String, String> shown(AccountView view) {
    Double score = view.riskScore();
    return score == null
        ? Map.of("status", view.status())
        : Map.of("status", view.status(), "risk_score", score.toString());
  }
}
