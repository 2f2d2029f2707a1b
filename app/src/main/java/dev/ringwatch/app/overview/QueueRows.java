package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.ring.Looks;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.queue.QueueClaim;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.risk.RiskConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the rows of the queue. What stands in one is of the account or ring and not of why it
 * waits, so that nobody sees which are of the random sample.
 */
@Component
final class QueueRows {

  private static final int REASONS_SHOWN = 2;
  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  private final AccountPages accounts;
  private final Looks rings;
  private final Names names;
  private final Clock clock;

  QueueRows(AccountPages accounts, Looks rings, Names names, Clock clock) {
    this.accounts = accounts;
    this.rings = rings;
    this.names = names;
    this.clock = clock;
  }

  /**
   * The rows of some items.
   *
   * @param asking who looks, as the audit log names them
   */
  List<QueueList.Row> of(List<QueueItem> items, Frame frame, String asking, QueueAddress address) {
    List<String> ids =
        items.stream()
            .filter(item -> !item.subject().isRing())
            .map(item -> item.subject().id())
            .toList();
    Map<String, RiskyAccount> known =
        VerdictReader.asked(() -> accounts.some(ids)).stream()
            .collect(Collectors.toMap(RiskyAccount::account, Function.identity()));
    Instant now = clock.instant();
    return items.stream()
        .map(item ->
            new QueueList.Row(
                Shown.name(item.subject().id()),
                address.item(item.subject()),
                item.subject().kind().label(),
                pill(item),
                item.subject().isRing()
                    ? ofRing(item.subject().id())
                    : ofAccount(known.get(item.subject().id())),
                Moment.of(item.since(), now),
                taken(item, frame, asking, now),
                isOf(item.claim(), asking)))
        .toList();
  }

  /** The score of an item, as the list has it. */
  static Optional<Pill> pill(QueueItem item) {
    return Optional.ofNullable(item.score())
        .map(score ->
            item.subject().isRing()
                ? Pill.ofRing(score)
                : Pill.of(score, BANDS.band(score).label()));
  }

  private static List<Overview.Because> ofAccount(@Nullable RiskyAccount account) {
    return account == null
        ? List.of()
        : account.reasons().stream().limit(REASONS_SHOWN).map(Overview::because).toList();
  }

  private List<Overview.Because> ofRing(String id) {
    return rings.find(id).stream()
        .flatMap(ring -> RingJson.readReasons(ring.reasons()).stream())
        .limit(REASONS_SHOWN)
        .map(RingTable::because)
        .toList();
  }

  static boolean isOf(@Nullable QueueClaim claim, String asking) {
    return claim != null && claim.operator().equals(asking);
  }

  /** Who has it, for those who lead others; for all others that somebody has. */
  private String taken(QueueItem item, Frame frame, String asking, Instant now) {
    QueueClaim claim = item.claim();
    if (claim == null) {
      return item.said() ? "you have spoken" : "";
    }
    String who =
        isOf(claim, asking) ? "you" : frame.mayApprove() ? names.of(claim.operator()) : "somebody";
    return who + ", for " + Numbers.rough(Duration.between(now, claim.until())) + " more";
  }
}
