package dev.ringwatch.postgres.audit;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A row of the audit log, as a table or an export has it; what it says of itself need not be true.
 *
 * @param seq its number, from 1 without gaps
 * @param at when, to the microsecond
 * @param actorKind who did it: of which kind
 * @param actorId who did it
 * @param action what was done
 * @param objectKind to what: of which kind
 * @param object to what; can be erased
 * @param outcome how it ended
 * @param requestId which request did it
 * @param details what else there is to say; can be erased
 * @param previousHash the hash of the row before; of the first, zeros
 * @param hash the hash of all of this but what can be erased
 */
public record AuditRow(
    long seq,
    Instant at,
    String actorKind,
    String actorId,
    String action,
    String objectKind,
    Sealed<String> object,
    String outcome,
    String requestId,
    Sealed<Map<String, String>> details,
    Sha256 previousHash,
    Sha256 hash) {

  /** A new row that follows another. */
  static AuditRow after(AuditHead previous, Instant at, AuditEntry entry, Supplier<byte[]> salts) {
    AuditRow unhashed =
        new AuditRow(
            previous.seq() + 1,
            at,
            entry.actor().kind().word(),
            entry.actor().id(),
            entry.action(),
            entry.object().kind(),
            Sealed.of(entry.object().id(), RowEncoding.object(entry.object().id()), salts.get()),
            entry.outcome(),
            entry.requestId(),
            Sealed.of(entry.details(), RowEncoding.details(entry.details()), salts.get()),
            previous.hash(),
            Sha256.ZERO);
    return unhashed.withHash(RowEncoding.hash(unhashed));
  }

  private AuditRow withHash(Sha256 newHash) {
    return new AuditRow(
        seq,
        at,
        actorKind,
        actorId,
        action,
        objectKind,
        object,
        outcome,
        requestId,
        details,
        previousHash,
        newHash);
  }

  /** The end of the chain, were this the last row. */
  public AuditHead head() {
    return new AuditHead(seq, hash);
  }

  /** Whether the hash is the one of what the row says. */
  boolean hashHolds() {
    return RowEncoding.hash(this).equals(hash);
  }

  /** Whether object and details are erased, or what was committed to. */
  boolean plaintextHolds() {
    return (object.isErased() || object.holds(RowEncoding::object))
        && (details.isErased() || details.holds(RowEncoding::details));
  }

  /** Whether anything of it is erased. */
  boolean isErased() {
    return object.isErased() || details.isErased();
  }
}
