package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventField;
import java.util.Optional;

/**
 * A value of events as a chip: what it is, and how many accounts are behind it.
 *
 * @param kind what it is of, in a word
 * @param value as it is shown
 * @param href its events
 * @param behind how many accounts have it, or that they were not counted
 * @param without the address without it, where it is a filter; empty otherwise
 */
record KeyChip(String kind, String value, String href, String behind, String without) {

  /** So many events are counted at most of one value, and so no more accounts. */
  static final int MOST = 1_000;

  static KeyChip of(
      ExploreQuery query, EventField field, String value, Optional<EventCount> count) {
    return new KeyChip(
        EventWords.of(field),
        Shown.name(value),
        query.only(field.label(), value),
        count.map(KeyChip::behind).orElse("not counted"),
        query.value(field).equals(Optional.of(value)) ? query.with(field.label(), "") : "");
  }

  /** How many accounts, in words; a bound was reached where there are more. */
  static String behind(EventCount count) {
    String number = Numbers.count(count.accounts());
    return count.isWhole() ? Numbers.count(count.accounts(), "account") : number + "+ accounts";
  }
}
