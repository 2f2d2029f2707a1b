package dev.ringwatch.app.overview;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.StoredEvents;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.postgres.ring.KeptRings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks for a text as an account, a ring, an incident, and as what events carry. Each look goes by
 * an index; those at events are bounded in time, one by one and together. Safe for threads.
 */
@Component
final class EverythingSearch {

  /** The most accounts that are shown because their ids begin with the text. */
  static final int MOST_BEGINNINGS = 10;

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final List<EventField> FIELDS =
      List.of(
          EventField.IP,
          EventField.DEVICE_ID,
          EventField.SESSION_ID,
          EventField.PAYMENT_ID,
          EventField.TARGET);

  private final AccountLists accounts;
  private final KeptRings rings;
  private final IncidentReader incidents;
  private final StoredEvents events;

  EverythingSearch(
      AccountLists accounts, KeptRings rings, IncidentReader incidents, PageSources sources) {
    this.accounts = accounts;
    this.rings = rings;
    this.incidents = incidents;
    this.events = sources.events();
  }

  /** Looks, at events only within a time. */
  Hits find(SearchText text, TimeRange range, Who who) throws InterruptedException {
    try {
      Optional<ListedAccount> account = accounts.find(text.text());
      return new Hits(
          account,
          beginning(text.text()),
          rings.find(text.text()),
          incident(text, who),
          uses(text, account.isPresent(), range));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private Optional<List<ListedAccount>> beginning(String text) throws SQLException {
    return accounts
        .beginningWith(text, MOST_BEGINNINGS + 1)
        .map(all ->
            all.stream()
                .filter(one -> !one.accountId().equals(text))
                .limit(MOST_BEGINNINGS)
                .toList());
  }

  private Optional<KeptIncident> incident(SearchText text, Who who) {
    return text.incident().isPresent()
        ? incidents.shown(incidents.find(Long.toString(text.incident().getAsLong())), who)
        : Optional.empty();
  }

  /** An account that has a score has a page; one that has none yet has its events. */
  private List<Hits.Use> uses(SearchText text, boolean isKnown, TimeRange range)
      throws SQLException, InterruptedException {
    List<EventField> fields = new ArrayList<>(FIELDS);
    if (!isKnown) {
      fields.addFirst(EventField.ACCOUNT_ID);
    }
    List<String> values =
        fields.stream()
            .map(field -> field == EventField.IP ? text.address().orElse(text.text()) : text.text())
            .toList();
    List<EventFilter> filters = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      filters.add(
          new EventFilter(Map.of(fields.get(i), values.get(i)), null, range.from(), range.to()));
    }
    List<Optional<EventCount>> counts =
        ExtraCounts.of(events, filters, KeyChip.MOST, LONGEST_LOOK, LONGEST);
    List<Hits.Use> uses = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      uses.add(new Hits.Use(fields.get(i), values.get(i), counts.get(i)));
    }
    return uses;
  }
}
