package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.queue.TakenSubjects;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is not said to whoever has taken something out of the queue: what others decided about it,
 * and about what is settled with it. Every method throws {@link
 * dev.ringwatch.log.LogUnavailableException} if the database does not answer. Safe for threads.
 */
public final class Blindness {

  private final TakenSubjects taken;

  /** By what people have taken. */
  public Blindness(TakenSubjects taken) {
    this.taken = taken;
  }

  /** What they have taken because of which nothing is said of an account or a ring. */
  public Optional<VerdictSubject> because(Who who, boolean ring, String id) {
    return subject(ring, id)
        .flatMap(subject -> Optional.ofNullable(among(who, Stream.of(subject)).get(subject)));
  }

  /** What they have taken because of which nothing is said of an incident: those that are over. */
  public Optional<VerdictSubject> because(Who who, KeptIncident incident) {
    return about(incident).flatMap(subject -> because(who, subject.isRing(), subject.id()));
  }

  /** Those of some incidents of which something may be said. */
  public List<KeptIncident> shown(Who who, List<KeptIncident> incidents) {
    return shown(who, incidents, Blindness::about);
  }

  /** Those of some accounts of which something may be said. */
  public List<ListedAccount> shownAccounts(Who who, List<ListedAccount> accounts) {
    return shown(who, accounts, account -> subject(false, account.accountId()));
  }

  /**
   * Those of some rows of which something may be said.
   *
   * @param about what a row says what was decided about; empty for nothing
   */
  <T> List<T> shown(Who who, List<T> rows, Function<T, Optional<VerdictSubject>> about) {
    Map<VerdictSubject, VerdictSubject> hidden =
        among(who, rows.stream().flatMap(row -> about.apply(row).stream()));
    return rows.stream()
        .filter(row -> about.apply(row).filter(hidden::containsKey).isEmpty())
        .toList();
  }

  private Map<VerdictSubject, VerdictSubject> among(Who who, Stream<VerdictSubject> subjects) {
    List<VerdictSubject> all = subjects.distinct().toList();
    return VerdictReader.asked(() -> taken.among(who.actor().toString(), all));
  }

  /** What became of an incident that is over says what was decided. */
  private static Optional<VerdictSubject> about(KeptIncident incident) {
    if (incident.handled().closed() == null) {
      return Optional.empty();
    }
    return switch (incident.kind()) {
      case ACCOUNT, HUNT -> subject(false, incident.subject());
      case RING -> subject(true, incident.subject());
      case VOLUME, DRIFT, LAG -> Optional.empty();
    };
  }

  private static Optional<VerdictSubject> subject(boolean ring, String id) {
    if (!VerdictReader.canBe(id)) {
      return Optional.empty();
    }
    return Optional.of(ring ? VerdictSubject.ring(id) : VerdictSubject.account(id));
  }
}
