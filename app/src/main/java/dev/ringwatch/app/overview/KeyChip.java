package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.events.EventCount;
import java.util.Optional;

/**
 * A value of events as a chip: what it is, and how many accounts are behind it.
 *
 * @param kind what it is of, in a word
 * @param value as it is shown
 * @param href its events
 * @param behind how many accounts have it, or that they were not counted; empty before counting
 * @param without the address without it, where it is a filter; empty otherwise
 */
record KeyChip(String kind, String value, String href, String behind, String without) {

  /** So many events are counted at most of one value, and so no more accounts. */
  static final int MOST = 1_000;

  private static final String UNCOUNTED = "not counted";

  /** Of a key whose accounts were counted; empty if that took too long. */
  static KeyChip of(ExploreQuery query, ExploreKey key, Optional<EventCount> count) {
    return of(query, key, count.map(KeyChip::behind).orElse(UNCOUNTED));
  }

  /** Of a key whose accounts are still to be counted. */
  static KeyChip waiting(ExploreQuery query, ExploreKey key) {
    return of(query, key, "");
  }

  private static KeyChip of(ExploreQuery query, ExploreKey key, String behind) {
    String label = key.field().label();
    return new KeyChip(
        EventWords.of(key.field()),
        Shown.name(key.value()),
        query.only(label, key.value()),
        behind,
        query.value(key.field()).equals(Optional.of(key.value())) ? query.with(label, "") : "");
  }

  /** Whether counting took too long. */
  boolean isCut() {
    return behind.equals(UNCOUNTED);
  }

  /** How many accounts, in words; a bound was reached where there are more. */
  static String behind(EventCount count) {
    String number = Numbers.count(count.accounts());
    return count.isWhole() ? Numbers.count(count.accounts(), "account") : number + "+ accounts";
  }
}
