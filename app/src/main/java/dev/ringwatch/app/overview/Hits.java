package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.ring.KeptRing;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a text, kind by kind.
 *
 * @param account the account of that id
 * @param beginning accounts whose ids begin with it, that account not among them; empty where that
 *     cannot be looked for
 * @param ring the ring of that id
 * @param incident the incident of that number
 * @param uses how often events have it in each field
 */
record Hits(
    Optional<ListedAccount> account,
    Optional<List<ListedAccount>> beginning,
    Optional<KeptRing> ring,
    Optional<KeptIncident> incident,
    List<Use> uses) {

  /**
   * How often events have a value in a field.
   *
   * @param count empty if counting took too long
   */
  record Use(EventField field, String value, Optional<EventCount> count) {

    boolean isFound() {
      return count.isPresent() && count.get().events() > 0;
    }
  }

  /** How many things were found that have the text for their name, and not only begin with it. */
  long exact() {
    return (account.isPresent() ? 1 : 0)
        + (ring.isPresent() ? 1 : 0)
        + (incident.isPresent() ? 1 : 0)
        + uses.stream().filter(Use::isFound).count();
  }

  /** Whether something took too long to be looked for. */
  boolean isCut() {
    return uses.stream().anyMatch(use -> use.count().isEmpty());
  }

  /**
   * Where the only thing is that was found; empty if there are none or several, or if something was
   * not looked for.
   *
   * @param range the time, as addresses have it
   */
  Optional<String> only(TimeRange range) {
    List<ListedAccount> begun = beginning.orElse(List.of());
    if (isCut() || exact() > 1) {
      return Optional.empty();
    }
    if (exact() == 0) {
      return begun.size() == 1
          ? Optional.of(Href.account(begun.getFirst().accountId()))
          : Optional.empty();
    }
    return account
        .map(one -> Href.account(one.accountId()))
        .or(() -> ring.map(one -> RingTable.href(one.id())))
        .or(() -> incident.map(one -> IncidentTable.page(one.id())))
        .or(() -> uses.stream().filter(Use::isFound).findFirst().map(use -> href(use, range)));
  }

  /** The events that have a value. */
  static String href(Use use, TimeRange range) {
    return Choice.address(ExploreQuery.PATH, range.said(), use.field().label(), use.value());
  }
}
