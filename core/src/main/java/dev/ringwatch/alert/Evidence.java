package dev.ringwatch.alert;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.Band;
import java.util.List;

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
    List<AccountId> members) {

  /** Copies the lists. */
  public Evidence {
    reasons = List.copyOf(reasons);
    members = List.copyOf(members);
  }

  /** Names the matter: there is one open incident of it at most. */
  public String dedupKey() {
    return kind.label() + ":" + subject;
  }
}
