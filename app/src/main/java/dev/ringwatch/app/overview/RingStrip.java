package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Strip;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.TieWords;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.postgres.events.MemberEvents.Lately;
import dev.ringwatch.postgres.events.StoredEvent;
import dev.ringwatch.postgres.ring.RingJson;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When members of a ring acted, side by side, and on what together.
 *
 * @param rows a row for each member, those who acted most on what others share first
 * @param from the left end
 * @param to the right end
 * @param words whose events these are, in a sentence
 * @param together what several did on one target
 */
record RingStrip(List<Row> rows, String from, String to, String words, List<Together> together) {

  /** As many members as are compared. */
  static final int MEMBERS = 12;

  /** As many events as are read of them. */
  static final int EVENTS = 3_000;

  /** Of what time before the last event. */
  static final Duration SPAN = Duration.ofDays(1);

  private static final int TARGETS_SHOWN = 8;

  /**
   * A member.
   *
   * @param id its id
   * @param href its page
   * @param marks when it acted
   */
  record Row(String id, String href, Content marks) {}

  /**
   * Several members on one target.
   *
   * @param when the first of them did it
   * @param what they did
   * @param who how many of them, and within which time
   */
  record Together(Moment when, String what, String who) {}

  /** When a member acted. */
  private static final class Acts {
    private final List<Instant> shared = new ArrayList<>();
    private final List<Instant> others = new ArrayList<>();
  }

  /** Who did one thing to one target. */
  private static final class Target {
    private final Set<String> members = new HashSet<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private void add(Event event) {
      members.add(event.account().value());
      Instant at = event.timestamp();
      first = at.isBefore(first) ? at : first;
      last = at.isAfter(last) ? at : last;
    }
  }

  /** Things that pairs share, as they are kept. */
  static Set<LinkKeyName> shared(List<RingDrawing.Tied> pairs) {
    Set<LinkKeyName> shared = new HashSet<>();
    for (RingDrawing.Tied pair : pairs) {
      for (RingJson.Tie tie : pair.ties().evidence()) {
        shared.add(new LinkKeyName(tie.kind(), tie.value()));
      }
    }
    return shared;
  }

  /**
   * A key as it is kept of rings.
   *
   * @param kind the kind's label
   * @param value the value, without tabs
   */
  record LinkKeyName(String kind, String value) {

    private static boolean isShared(Event event, Set<LinkKeyName> shared) {
      for (LinkKeyKind kind : LinkKeyKind.values()) {
        String value = LinkKeys.value(kind, event);
        if (value != null
            && shared.contains(new LinkKeyName(kind.label(), value.replace('\t', ' ')))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Of what they did.
   *
   * @param members whose events were read
   * @param lately their events, at least one
   * @param shared what pairs of the ring share
   */
  static RingStrip of(List<String> members, Lately lately, Set<LinkKeyName> shared, Instant now) {
    List<Event> events = lately.events().stream().map(StoredEvent::event).toList();
    Map<String, Acts> acts = new HashMap<>();
    Map<LinkKey, Target> targets = new TreeMap<>();
    for (Event event : events) {
      Acts own = acts.computeIfAbsent(event.account().value(), one -> new Acts());
      (LinkKeyName.isShared(event, shared) ? own.shared : own.others).add(event.timestamp());
      String target = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
      if (target != null) {
        targets
            .computeIfAbsent(new LinkKey(LinkKeyKind.CO_ACTION, target), one -> new Target())
            .add(event);
      }
    }
    Instant first = events.getLast().timestamp();
    Instant last = events.getFirst().timestamp();
    Strip strip = new Strip(first, first.isBefore(last) ? last : first.plusSeconds(1));
    return new RingStrip(
        rows(acts, strip),
        Numbers.second(strip.from()),
        Numbers.second(last) + " UTC",
        words(members.size(), acts.size(), lately),
        together(targets, members.size(), now));
  }

  private static List<Row> rows(Map<String, Acts> acts, Strip strip) {
    return acts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Acts> one) -> -one.getValue().shared.size())
                .thenComparing(Map.Entry::getKey))
        .map(one -> row(one.getKey(), one.getValue(), strip))
        .toList();
  }

  private static Row row(String account, Acts acts, Strip strip) {
    String label =
        Shown.name(account)
            + ": "
            + Numbers.count(acts.shared.size(), "act")
            + " on what others share, "
            + Numbers.count(acts.others.size())
            + " more";
    return new Row(
        Shown.name(account), Href.account(account), strip.draw(acts.others, acts.shared, label));
  }

  private static String words(int asked, int acted, Lately lately) {
    return (lately.more() ? "The newest " : "All ")
        + Numbers.count(lately.events().size(), "event")
        + " of "
        + Numbers.count(acted)
        + " of the "
        + Numbers.count(asked, "member")
        + " with the most ties, in the "
        + Numbers.rough(Duration.between(lately.from(), lately.last()))
        + " before the last of them.";
  }

  private static List<Together> together(Map<LinkKey, Target> targets, int members, Instant now) {
    return targets.entrySet().stream()
        .filter(one -> one.getValue().members.size() > 1)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<LinkKey, Target> one) -> -one.getValue().members.size())
                .thenComparing(one -> Duration.between(one.getValue().first, one.getValue().last)))
        .limit(TARGETS_SHOWN)
        .map(one -> together(one.getKey(), one.getValue(), members, now))
        .toList();
  }

  private static Together together(LinkKey key, Target target, int members, Instant now) {
    return new Together(
        Moment.of(target.first, now),
        Shown.line(TieWords.target(key)),
        target.members.size()
            + " of "
            + Numbers.count(members)
            + " within "
            + Numbers.rough(Duration.between(target.first, target.last)));
  }
}
