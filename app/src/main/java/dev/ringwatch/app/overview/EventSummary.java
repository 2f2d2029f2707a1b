package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many events there are of what a page asks for, as far as they were counted.
 *
 * @param events how many events, in words; empty before counting
 * @param accounts how many accounts, in words; empty before counting
 * @param first when the first was; empty where that was not looked for
 * @param last when the last was; empty where that was not looked for
 * @param note what was not counted, and why; empty if all was
 */
record EventSummary(
    String events, String accounts, Optional<Moment> first, Optional<Moment> last, String note) {

  private static final String UNCOUNTED = "not counted";

  /** Before anything is counted. */
  static final EventSummary WAITING =
      new EventSummary("", "", Optional.empty(), Optional.empty(), "");

  /** Of events that all stand on the page. */
  static EventSummary ofAll(List<StoredEvent> events, Instant now) {
    long accounts = events.stream().map(one -> one.event().account()).distinct().count();
    return new EventSummary(
        Numbers.count(events.size(), "event"),
        Numbers.count(accounts, "account"),
        events.isEmpty() ? Optional.empty() : moment(events.getLast(), now),
        events.isEmpty() ? Optional.empty() : moment(events.getFirst(), now),
        "");
  }

  private static Optional<Moment> moment(StoredEvent event, Instant now) {
    return Optional.of(Moment.of(event.event().timestamp(), now));
  }

  /** Of all events of a time, by how much room they take. */
  static EventSummary about(long events) {
    return new EventSummary(
        "about " + Numbers.count(events, "event"),
        UNCOUNTED,
        Optional.empty(),
        Optional.empty(),
        "By how much room they take; accounts are counted once something is asked for.");
  }

  /** Of what was counted; empty if that took too long. */
  static EventSummary of(Optional<EventCount> counted, Instant now) {
    return counted
        .map(count -> of(count, now))
        .orElse(
            new EventSummary(
                UNCOUNTED,
                UNCOUNTED,
                Optional.empty(),
                Optional.empty(),
                "Counting took too long; a shorter time is counted sooner."));
  }

  /** Whether counting took too long. */
  boolean isCut() {
    return events.equals(UNCOUNTED);
  }

  private static EventSummary of(EventCount count, Instant now) {
    boolean whole = count.isWhole();
    String more = whole ? "" : "+";
    return new EventSummary(
        whole ? Numbers.count(count.events(), "event") : Numbers.count(count.events()) + "+ events",
        whole
            ? Numbers.count(count.accounts(), "account")
            : Numbers.count(count.accounts()) + more + " accounts",
        whole ? count.first().map(at -> Moment.of(at, now)) : Optional.empty(),
        whole ? count.last().map(at -> Moment.of(at, now)) : Optional.empty(),
        note(count));
  }

  private static String note(EventCount count) {
    if (count.more()) {
      return "Counting ends at "
          + Numbers.count(count.events())
          + " events; accounts are those of these. The file has all, up to 100,000.";
    }
    Instant since = count.since();
    return since == null
        ? ""
        : "Counted since "
            + Numbers.second(since)
            + " UTC: no index knows what is asked for, and before that there is too much to read.";
  }
}
