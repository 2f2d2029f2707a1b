package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Strip;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.events.StoredEvent;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an account did lately, on one time axis.
 *
 * @param rows a row for each kind of action, the most frequent first
 * @param sessions runs of events without a long pause
 * @param from the left end
 * @param to the right end
 * @param words what is shown, in a sentence
 * @param latest its newest events, one by one
 * @param all where all of them are
 */
record ActionTimeline(
    List<Row> rows,
    Content sessions,
    String from,
    String to,
    String words,
    List<Line> latest,
    String all) {

  /** As many events as are read. */
  static final int EVENTS = 500;

  private static final int MAX_ROWS = 12;
  private static final int MAX_LINES = 50;

  /** As the feature counts sessions. */
  private static final Duration PAUSE = Duration.ofMinutes(30);

  /**
   * A kind of action.
   *
   * @param action what
   * @param count how many times
   * @param marks when
   */
  record Row(String action, String count, Content marks) {}

  /**
   * An event.
   *
   * @param at when
   * @param action what
   * @param outcome how it ended, and whether the platform stepped in
   * @param target on what
   * @param from from where and on what device
   */
  record Line(Moment at, String action, String outcome, String target, String from) {

    static Line of(Event event, Instant now) {
      return new Line(
          Moment.of(event.timestamp(), now),
          Shown.name(event.action()),
          outcome(event),
          shown(event.target()),
          Shown.line((text(event.ip()) + " " + text(event.device())).strip()));
    }

    private static String outcome(Event event) {
      String word = event.outcome().name().toLowerCase(Locale.ROOT);
      return event.enforced() ? word + ", enforced" : word;
    }

    private static String shown(@Nullable String value) {
      return Shown.name(text(value));
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }
  }

  /**
   * Of events.
   *
   * @param newestFirst the events, at least one, the newest first
   * @param more whether there are older ones
   */
  static ActionTimeline of(
      String account, List<StoredEvent> newestFirst, boolean more, Instant now) {
    List<Event> events = newestFirst.reversed().stream().map(StoredEvent::event).toList();
    Instant first = events.getFirst().timestamp();
    Instant last = events.getLast().timestamp();
    Strip strip = new Strip(first, first.isBefore(last) ? last : first.plusSeconds(1));
    List<Strip.Band> sessions = sessions(events);
    String words =
        (more ? "Its newest " : "All of its ")
            + Numbers.count(events.size(), "kept event")
            + ", in "
            + Numbers.count(sessions.size(), "session")
            + ": runs without a pause over 30 minutes.";
    return new ActionTimeline(
        rows(events, strip),
        strip.bands(sessions, Numbers.count(sessions.size(), "session")),
        Numbers.second(strip.from()),
        Numbers.second(last) + " UTC",
        words,
        newestFirst.stream().limit(MAX_LINES).map(stored -> Line.of(stored.event(), now)).toList(),
        "/explore?account_id=" + OneIncident.encoded(account));
  }

  private static List<Row> rows(List<Event> events, Strip strip) {
    Map<String, List<Event>> byAction =
        events.stream()
            .collect(Collectors.groupingBy(Event::action, TreeMap::new, Collectors.toList()));
    List<Map.Entry<String, List<Event>>> sorted =
        byAction.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
            .toList();
    List<Row> rows = new ArrayList<>();
    sorted.stream()
        .limit(MAX_ROWS)
        .forEach(entry -> rows.add(row(Shown.name(entry.getKey()), entry.getValue(), strip)));
    if (sorted.size() > MAX_ROWS) {
      List<Event> rest =
          sorted.stream().skip(MAX_ROWS).flatMap(entry -> entry.getValue().stream()).toList();
      rows.add(row(Numbers.count(sorted.size() - MAX_ROWS, "other kind"), rest, strip));
    }
    return rows;
  }

  private static Row row(String action, List<Event> events, Strip strip) {
    Map<Boolean, List<Instant>> times =
        events.stream()
            .collect(
                Collectors.partitioningBy(
                    event -> event.outcome() == Outcome.FAILURE || event.enforced(),
                    Collectors.mapping(Event::timestamp, Collectors.toList())));
    List<Instant> bad = times.getOrDefault(true, List.of());
    List<Instant> good = times.getOrDefault(false, List.of());
    String label = action + ": " + Numbers.count(events.size(), "time");
    return new Row(action, Numbers.count(events.size()), strip.draw(good, bad, label));
  }

  private static List<Strip.Band> sessions(List<Event> oldestFirst) {
    List<Strip.Band> sessions = new ArrayList<>();
    Instant begin = oldestFirst.getFirst().timestamp();
    Instant last = begin;
    for (Event event : oldestFirst) {
      Instant at = event.timestamp();
      if (Duration.between(last, at).compareTo(PAUSE) > 0) {
        sessions.add(new Strip.Band(begin, last));
        begin = at;
      }
      last = at;
    }
    sessions.add(new Strip.Band(begin, last));
    return sessions;
  }
}
