package dev.ringwatch.alert;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What detection says of a matter at a tick.
 *
 * @param kind what the matter is about
 * @param subject the account's or the ring's id, or what else it is about
 * @param tick the tick that the score is of
 * @param provisional whether the tick is still open, so that its score may yet change
 * @param score 0 to 100
 * @param band the score in a word
 * @param folded whether another incident speaks of the same: that of the ring an account is in
 * @param reasons what the score is made of, the largest first
 * @param members of a ring, those that count most first; of an account none
 * @param arrivedAt when the event that it rests on came in, or earlier; null if that is not known.
 *     It says how long it took until somebody was told, and moves nothing
 */
public record Evidence(
    IncidentKind kind,
    String subject,
    Tick tick,
    boolean provisional,
    double score,
    Band band,
    boolean folded,
    List<Reason> reasons,
    List<AccountId> members,
    @Nullable Instant arrivedAt) {

  /** Copies the lists. */
  public Evidence {
    reasons = List.copyOf(reasons);
    members = List.copyOf(members);
  }

  /** Evidence of which it is not known when it came in. */
  public Evidence(
      IncidentKind kind,
      String subject,
      Tick tick,
      boolean provisional,
      double score,
      Band band,
      boolean folded,
      List<Reason> reasons,
      List<AccountId> members) {
    this(kind, subject, tick, provisional, score, band, folded, reasons, members, null);
  }

  /** The same, with when the event that it rests on came in; null if that is not known. */
  public Evidence arrived(@Nullable Instant at) {
    return new Evidence(
        kind, subject, tick, provisional, score, band, folded, reasons, members, at);
  }

  /** Names the matter: there is one open incident of it at most. */
  public String dedupKey() {
    return kind.label() + ":" + subject;
  }
}
