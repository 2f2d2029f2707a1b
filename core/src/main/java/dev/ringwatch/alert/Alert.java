package dev.ringwatch.alert;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;

/**
 * What is said when an incident moves, to whomever it is sent.
 *
 * @param incident the incident's number
 * @param dedupKey the same for all incidents of one matter, such as {@code account:u17}
 * @param kind what it is about
 * @param change how it moved
 * @param subject the account's or the ring's id, or what else it is about
 * @param score 0 to 100
 * @param band the score in a word
 * @param reasons the largest first; some of them if there are many
 * @param members of a ring, the first few; of an account none
 * @param memberCount how many members the ring has; 0 for an account
 * @param at when it moved
 */
public record Alert(
    long incident,
    String dedupKey,
    IncidentKind kind,
    IncidentChange change,
    String subject,
    double score,
    Band band,
    List<Reason> reasons,
    List<AccountId> members,
    int memberCount,
    Instant at) {

  /** Copies the lists. */
  public Alert {
    reasons = List.copyOf(reasons);
    members = List.copyOf(members);
  }

  /** The same, said of another change. */
  public Alert as(IncidentChange other) {
    return new Alert(
        incident, dedupKey, kind, other, subject, score, band, reasons, members, memberCount, at);
  }
}
