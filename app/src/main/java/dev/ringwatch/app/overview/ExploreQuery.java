package dev.ringwatch.app.overview;

import dev.ringwatch.app.event.EventParameters;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.TimeRange;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page of events is asked for.
 *
 * @param said the filters and the time as they were said, without the place in the list
 * @param filter which events
 * @param range when
 * @param trail the cursors of the pages before this one, the first page not among them; the last of
 *     them is this page's own
 * @param limit how many events a page has
 */
record ExploreQuery(
    Map<String, String> said, EventFilter filter, TimeRange range, List<String> trail, int limit) {

  static final String PATH = "/explore";
  static final String COUNTS_PATH = "/explore/counts";

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String TRAIL = "trail";
  private static final String CURSOR = "cursor";
  private static final String LIMIT = "limit";

  /** The way back is remembered so far; behind it is the first page. */
  private static final int LONGEST_TRAIL = 20;

  /** Cursors are of letters, digits, minus and underscore. */
  private static final String BETWEEN = ".";

  private static final List<String> NAMES =
      Stream.concat(EventParameters.OF_SEARCH.stream(), Stream.of(TimeRange.RANGE, TRAIL)).toList();

  /** Copies what was said. */
  ExploreQuery {
    said = Collections.unmodifiableMap(new LinkedHashMap<>(said));
    trail = List.copyOf(trail);
  }

  /**
   * The address that says the same without fields that were left empty; empty if this one does.
   * Forms send all their fields.
   */
  static Optional<String> plainer(HttpServletRequest request) {
    Map<String, String> plain = new LinkedHashMap<>();
    boolean same = true;
    for (Map.Entry<String, String[]> one : request.getParameterMap().entrySet()) {
      // What is wrong is said by whoever reads it.
      if (one.getValue().length != 1 || !NAMES.contains(one.getKey())) {
        return Optional.empty();
      }
      String value = one.getValue()[0].strip();
      same &= !value.isEmpty() && value.equals(one.getValue()[0]);
      if (!value.isEmpty()) {
        plain.put(one.getKey(), value);
      }
    }
    boolean hasEnds = plain.containsKey(FROM) || plain.containsKey(TO);
    same &= !hasEnds || plain.remove(TimeRange.RANGE) == null;
    return same ? Optional.empty() : Optional.of(Choice.address(PATH, plain, "", ""));
  }

  /**
   * What a request asks for.
   *
   * @param now the present
   * @param newest when the newest event was
   * @throws UnusableRequestException if it asks for what cannot be
   */
  static ExploreQuery of(HttpServletRequest request, Instant now, Instant newest) {
    return of(Parameters.of(request, NAMES), now, newest);
  }

  /** The parameters of the counts around a page. */
  static Parameters ofCounts(HttpServletRequest request) {
    List<String> names = Stream.concat(NAMES.stream(), ExploreAround.NAMES.stream()).toList();
    return Parameters.of(request, names);
  }

  /** What parameters ask for, among which may be those of counts. */
  static ExploreQuery of(Parameters parameters, Instant now, Instant newest) {
    EventFilter asked = EventParameters.filter(parameters, now);
    TimeRange range = range(parameters, asked, newest);
    List<String> trail = new ArrayList<>();
    parameters.text(TRAIL).ifPresent(said -> trail.addAll(List.of(said.split("\\.", -1))));
    if (trail.size() > LONGEST_TRAIL) {
      throw new UnusableRequestException("trail names more than " + LONGEST_TRAIL + " pages");
    }
    parameters.cursor().ifPresent(trail::add);
    Map<String, String> said = new LinkedHashMap<>(parameters.asked());
    said.remove(TRAIL);
    said.keySet().removeAll(ExploreAround.NAMES);
    parameters.text(LIMIT).ifPresent(limit -> said.put(LIMIT, limit));
    return new ExploreQuery(
        said,
        new EventFilter(asked.values(), asked.outcome(), range.from(), range.to()),
        range,
        trail,
        parameters.limit());
  }

  private static TimeRange range(Parameters parameters, EventFilter asked, Instant newest) {
    Optional<String> named = parameters.text(TimeRange.RANGE);
    if (asked.from() != null || asked.to() != null) {
      if (named.isPresent()) {
        throw new UnusableRequestException("say range, or from and to, not both");
      }
      return TimeRange.between(asked.from(), asked.to());
    }
    return TimeRange.of(named.orElse(TimeRange.USUAL), newest);
  }

  /** The time alone, as it was said. */
  Map<String, String> time() {
    Map<String, String> time = new LinkedHashMap<>(said);
    time.keySet().retainAll(List.of(TimeRange.RANGE, FROM, TO));
    return time;
  }

  /** The address of the same with one value alone. */
  String only(String name, String value) {
    return Choice.address(PATH, time(), name, value);
  }

  /** The address of the same with one value more, or another; without it, if that is empty. */
  String with(String name, String value) {
    return Choice.address(PATH, said, name, value);
  }

  /** The address of the same in another time. */
  String in(String range) {
    Map<String, String> others = new LinkedHashMap<>(said);
    others.keySet().removeAll(List.of(FROM, TO));
    return Choice.address(PATH, others, TimeRange.RANGE, range);
  }

  /** The address of the page with older events. */
  String older(String cursor) {
    int kept = Math.max(0, trail.size() - LONGEST_TRAIL);
    return place(trail.subList(kept, trail.size()), cursor);
  }

  /** The address of the page with newer events; empty on the first page. */
  Optional<String> newer() {
    if (trail.isEmpty()) {
      return Optional.empty();
    }
    List<String> before = trail.subList(0, trail.size() - 1);
    return Optional.of(
        before.isEmpty()
            ? place(List.of(), "")
            : place(before.subList(0, before.size() - 1), before.getLast()));
  }

  /**
   * The address of the counts around its page.
   *
   * @param part which of them; empty for all
   * @param keys the keys of the page that are counted besides the filters
   * @param patience how long; empty for as long as usual
   */
  String counts(String part, List<ExploreKey> keys, String patience) {
    Map<String, String> all = new LinkedHashMap<>(said);
    all.remove(LIMIT);
    if (!part.isEmpty()) {
      all.put("part", part);
    }
    if (!keys.isEmpty()) {
      all.put("keys", ExploreKey.names(keys));
    }
    return Choice.address(COUNTS_PATH, all, "patience", patience);
  }

  private String place(List<String> before, String cursor) {
    Map<String, String> all = new LinkedHashMap<>(said);
    if (!before.isEmpty()) {
      all.put(TRAIL, String.join(BETWEEN, before));
    }
    return Choice.address(PATH, all, CURSOR, cursor);
  }

  /** Where the page before this one ended; null for the first page. */
  @Nullable String cursor() {
    return trail.isEmpty() ? null : trail.getLast();
  }

  /** What a file of the same takes: the ends of the time, whatever it is called. */
  String file() {
    Map<String, String> all = new LinkedHashMap<>(said);
    all.keySet().removeAll(List.of(TimeRange.RANGE, FROM, TO, LIMIT));
    Instant from = range.from();
    Instant to = range.to();
    if (from != null) {
      all.put(FROM, from.toString());
    }
    return Choice.address("/csv/events", all, TO, to == null ? "" : to.toString());
  }

  /** What one value is, if it is asked for. */
  Optional<String> value(EventField field) {
    return Optional.ofNullable(filter.values().get(field));
  }
}
