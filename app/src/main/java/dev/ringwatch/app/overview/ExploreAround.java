package dev.ringwatch.app.overview;

import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands around a page of events: how many there are, and the accounts behind keys. A page
 * comes without what has to be counted, and says where that is had.
 *
 * @param when the time, in words
 * @param known how many events there are, where the page itself shows it
 * @param summary how many events there are, where that is counted; empty where it is known
 * @param filters the filters that hold
 * @param keys what several accounts of the page have in common
 * @param rest where what is not counted yet is; empty if there is nothing more to be had
 */
record ExploreAround(
    String when,
    Optional<EventSummary> known,
    Optional<EventSummary> summary,
    List<KeyChip> filters,
    List<KeyChip> keys,
    Optional<Rest> rest) {

  /** The parameters of counts besides those of the page. */
  static final List<String> NAMES = List.of("keys", "part", "patience");

  private static final String CHIPS = "chips";
  private static final String LONG = "long";

  /**
   * What is to be counted.
   *
   * @param summary whether all events are
   * @param keys the keys, besides the filters
   * @param longer whether to take more time than usual
   */
  record Asked(boolean summary, List<ExploreKey> keys, boolean longer) {

    /** What a request asks for. */
    static Asked of(Parameters parameters) {
      return new Asked(
          !is(parameters, "part", CHIPS),
          parameters.text("keys").map(ExploreKey::named).orElse(List.of()),
          is(parameters, "patience", LONG));
    }

    private static boolean is(Parameters parameters, String name, String only) {
      Optional<String> said = parameters.text(name);
      if (said.isPresent() && !said.get().equals(only)) {
        throw new UnusableRequestException(
            name + " is " + only + " or is not there, not " + said.get());
      }
      return said.isPresent();
    }
  }

  /**
   * Where what is not counted is had.
   *
   * @param href its address
   * @param now whether the page asks for it by itself
   */
  record Rest(String href, boolean now) {}

  /** Before anything is counted. */
  static ExploreAround of(ExploreQuery query, EventPage page, Instant now) {
    boolean whole = page.next().isEmpty() && query.cursor() == null;
    List<ExploreKey> keys = ExploreKey.shared(query, page.events());
    List<ExploreKey> filters = ExploreKey.filters(query);
    boolean open = !whole || !keys.isEmpty() || !filters.isEmpty();
    String rest = query.counts(whole ? CHIPS : "", keys, "");
    return new ExploreAround(
        query.range().words(),
        whole ? Optional.of(EventSummary.ofAll(page.events(), now)) : Optional.empty(),
        whole ? Optional.empty() : Optional.of(EventSummary.WAITING),
        filters.stream().map(key -> KeyChip.waiting(query, key)).toList(),
        keys.stream().map(key -> KeyChip.waiting(query, key)).toList(),
        open ? Optional.of(new Rest(rest, true)) : Optional.empty());
  }

  /** What was counted. */
  static ExploreAround counted(
      ExploreQuery query,
      Asked asked,
      Optional<EventSummary> summary,
      Function<ExploreKey, Optional<EventCount>> counts) {
    List<KeyChip> filters = chips(query, ExploreKey.filters(query), counts);
    List<KeyChip> keys = chips(query, asked.keys(), counts);
    boolean cut =
        summary.filter(EventSummary::isCut).isPresent()
            || filters.stream().anyMatch(KeyChip::isCut)
            || keys.stream().anyMatch(KeyChip::isCut);
    String longer = query.counts(asked.summary() ? "" : CHIPS, asked.keys(), LONG);
    return new ExploreAround(
        query.range().words(),
        Optional.empty(),
        summary,
        filters,
        keys,
        cut && !asked.longer() ? Optional.of(new Rest(longer, false)) : Optional.empty());
  }

  private static List<KeyChip> chips(
      ExploreQuery query,
      List<ExploreKey> keys,
      Function<ExploreKey, Optional<EventCount>> counts) {
    return keys.stream().map(key -> KeyChip.of(query, key, counts.apply(key))).toList();
  }
}
