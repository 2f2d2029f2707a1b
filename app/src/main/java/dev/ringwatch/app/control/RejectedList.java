package dev.ringwatch.app.control;

import dev.ringwatch.app.ingest.RejectionClass;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.RejectedEvent;
import dev.ringwatch.postgres.RejectedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rejected events as they are shown.
 *
 * @param frame what stands around them
 * @param counts how many there were
 * @param kinds the kinds to choose from
 * @param time which time is looked at; empty for all of it
 * @param rows an event each, the newest first
 * @param next where the next page is
 * @param csv all of it as a file
 */
record RejectedList(
    Frame frame,
    Panel<RejectedCounts> counts,
    List<Choice> kinds,
    String time,
    Panel<List<Row>> rows,
    Optional<String> next,
    String csv) {

  /** So much of a text stands in its line. */
  private static final int MAX_BEGINNING = 120;

  /**
   * An event.
   *
   * @param at when it came
   * @param key the number of the key that it came with; empty for none
   * @param place its place in its request
   * @param reason why it was not used
   * @param beginning the beginning of what was sent
   * @param text all that is kept of it, if that is more
   */
  record Row(
      Moment at, String key, int place, String reason, String beginning, Optional<String> text) {}

  /**
   * What there is to show.
   *
   * @param found events, one more than are shown if there are more
   * @param counts how many there were
   * @param now the present
   */
  record Facts(Panel<List<RejectedEvents.Kept>> found, Panel<RejectedCounts> counts, Instant now) {}

  static RejectedList of(Frame frame, RejectedQuery query, Facts facts) {
    List<RejectedEvents.Kept> found = facts.found().content().orElse(List.of());
    List<RejectedEvents.Kept> shown = found.subList(0, Math.min(query.limit(), found.size()));
    return new RejectedList(
        frame,
        facts.counts(),
        kinds(query),
        time(query),
        facts
            .found()
            .then(
                "What was rejected",
                all -> shown.stream().map(one -> row(one.event(), facts.now())).toList()),
        found.size() > shown.size()
            ? Optional.of(
                Choice.address(
                    RejectedQuery.PATH,
                    query.asked(),
                    "cursor",
                    RejectedQuery.after(shown.getLast())))
            : Optional.empty(),
        Choice.address("/csv/rejected", query.asked(), "", ""));
  }

  private static List<Choice> kinds(RejectedQuery query) {
    List<Choice> kinds = new ArrayList<>();
    kinds.add(choice("All", "", query));
    for (RejectionClass kind : RejectionClass.values()) {
      kinds.add(choice(kind.label(), kind.word(), query));
    }
    return kinds;
  }

  private static Choice choice(String name, String kind, RejectedQuery query) {
    return new Choice(
        name,
        Choice.address(RejectedQuery.PATH, query.asked(), "kind", kind),
        query.filter().kind().orElse("").equals(kind));
  }

  private static String time(RejectedQuery query) {
    Instant from = query.filter().from();
    Instant to = query.filter().to();
    return (from == null ? "" : "from " + from + " ") + (to == null ? "" : "before " + to);
  }

  private static Row row(RejectedEvent event, Instant now) {
    Long key = event.apiKeyId();
    String text = Shown.text(event.text(), RejectedEvents.MAX_TEXT_LENGTH);
    boolean isLong = event.text().length() > MAX_BEGINNING;
    return new Row(
        Moment.of(event.receivedAt(), now),
        key == null ? "" : Long.toString(key),
        event.batchIndex(),
        Shown.line(event.reason()),
        Shown.text(event.text(), MAX_BEGINNING),
        isLong ? Optional.of(text) : Optional.empty());
  }
}
