package dev.ringwatch.app.queue;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.queue.QueueClaims;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.queue.QueueFilter;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.queue.WorkQueue;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where analysts get what they decide about: shows the queue, takes items out of it and puts them
 * back, and gives the verdicts. What a verdict is (of the random sample, a second opinion, the
 * answer to an appeal) is chosen here and not by who gives it. Every method throws {@link
 * dev.ringwatch.log.LogUnavailableException} if the database does not answer. Safe for threads.
 */
public final class QueueDesk {

  private static final String UNDONE = "undone in the queue";

  private final WorkQueue queue;
  private final QueueClaims claims;
  private final VerdictDesk verdicts;
  private final VerdictReader reader;
  private final Audit audit;

  /** A desk of a queue. */
  public QueueDesk(
      WorkQueue queue,
      QueueClaims claims,
      VerdictDesk verdicts,
      VerdictReader reader,
      Audit audit) {
    this.queue = queue;
    this.claims = claims;
    this.verdicts = verdicts;
    this.reader = reader;
    this.audit = audit;
  }

  /**
   * A page of the queue.
   *
   * @param items the first to be looked at first
   * @param counts how many there are with these filters, whoever has taken them
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<QueueItem> items, WorkQueue.Counts counts, @Nullable String next) {

    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * What became of an undo.
   *
   * @param verdict what was taken back
   * @param taken that its subject waits again and was taken; empty if it does not, or somebody was
   *     faster
   */
  public record Undone(KeptVerdict verdict, Optional<Taken> taken) {}

  private static String name(Who who) {
    return who.actor().toString();
  }

  /** A page of what waits for whoever asks; records that it is about to be shown. */
  public Page page(Who who, QueueQuery query, QueueQuery.Part part) {
    List<QueueItem> items =
        VerdictReader.asked(
            () -> queue.page(name(who), query.filter(), part.after(), part.limit()));
    WorkQueue.Counts counts = VerdictReader.asked(() -> queue.counts(name(who), query.filter()));
    Map<String, String> details = new TreeMap<>(query.asked());
    details.put("items", Integer.toString(items.size()));
    audit.record(who, AuditAction.QUEUE_LIST, "", Audit.DONE, details);
    return new Page(items, counts, QueueQuery.next(items, part.limit()));
  }

  /** The item of a subject, if it waits for whoever asks. */
  public Optional<QueueItem> find(Who who, VerdictSubject subject) {
    return VerdictReader.asked(() -> queue.find(name(who), subject));
  }

  /** Takes what whoever asks is to look at next; empty if nothing is left. */
  public Optional<Taken> next(Who who, QueueFilter filter) {
    return VerdictReader.asked(() ->
        audit.change((connection, record) -> {
          Optional<Taken> taken = claims.next(connection, name(who), filter);
          taken.ifPresent(one -> record.accept(claimed(who, one.subject())));
          return taken;
        }));
  }

  /** Takes one item; empty if it does not wait for whoever asks, or somebody else has it. */
  public Optional<Taken> take(Who who, VerdictSubject subject) {
    return VerdictReader.asked(() ->
        audit.change((connection, record) -> {
          Optional<Taken> taken = claims.take(connection, name(who), subject);
          taken.ifPresent(one -> record.accept(claimed(who, one.subject())));
          return taken;
        }));
  }

  private static AuditEntry claimed(Who who, VerdictSubject subject) {
    AuditAction action = subject.isRing() ? AuditAction.RING_CLAIM : AuditAction.ACCOUNT_CLAIM;
    return Audit.done(who, action, subject.id(), Map.of());
  }

  /**
   * Whoever has an item looks at it, and has it for longer by that. The look itself is recorded by
   * who shows it.
   *
   * @return whether they have it
   */
  public boolean look(Who who, VerdictSubject subject) {
    return VerdictReader.asked(() ->
        audit.change((connection, _) ->
            claims.of(connection, name(who), subject).isPresent()
                && claims.take(connection, name(who), subject).isPresent()));
  }

  /**
   * Puts an item back.
   *
   * @param skipped whether it is not to be offered to them again for some hours
   * @return whether they had it
   */
  public boolean putBack(Who who, VerdictSubject subject, boolean skipped) {
    return VerdictReader.asked(() ->
        audit.change((connection, record) -> {
          if (!claims.release(connection, name(who), subject)) {
            return false;
          }
          if (skipped) {
            claims.pass(connection, name(who), subject);
          }
          AuditAction action =
              subject.isRing() ? AuditAction.RING_PUT_BACK : AuditAction.ACCOUNT_PUT_BACK;
          record.accept(
              Audit.done(who, action, subject.id(), Map.of("skipped", Boolean.toString(skipped))));
          return true;
        }));
  }

  /**
   * Gives a verdict about an item that whoever gives it has, and lets go of it, in one transaction.
   *
   * @throws dev.ringwatch.postgres.verdict.RefusedVerdictsException if it cannot be
   * @throws IllegalArgumentException if what is said is no verdict
   */
  public Given decide(Who who, Decision decision) {
    return VerdictReader.asked(() ->
        verdicts.give(
            who,
            connection -> {
              NewVerdict verdict = decision.made(claims, connection, name(who));
              claims.release(connection, name(who), verdict.subject());
              return List.of(verdict);
            }));
  }

  /** The verdict of a number, if whoever asks gave it and it was not taken back. */
  public Optional<KeptVerdict> own(Who who, String number) {
    return reader
        .find(number)
        .filter(verdict -> verdict.decided().by().equals(name(who)))
        .filter(verdict -> verdict.withdrawal() == null);
  }

  /**
   * Takes a verdict back that whoever asks gave, and takes its subject again if it waits.
   *
   * @return empty if it is not theirs, or was taken back before
   */
  public Optional<Undone> undo(Who who, String number) {
    return own(who, number)
        .filter(verdict -> withdraw(who, verdict))
        .map(verdict -> new Undone(verdict, take(who, verdict.subject())));
  }

  private boolean withdraw(Who who, KeptVerdict verdict) {
    return VerdictReader.asked(() -> verdicts.withdraw(who, verdict, UNDONE));
  }
}
