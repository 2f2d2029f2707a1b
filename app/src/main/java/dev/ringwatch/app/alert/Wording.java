package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.postgres.alert.Digest;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What people are told, before it is laid out for a receiver. Every text is on one line and cut,
 * but not escaped.
 *
 * @param title what happened
 * @param meaning what that means
 * @param facts such as "Score: 81.5", one at least
 * @param lists what there is to name; none is empty
 * @param links where to read on; our own addresses
 * @param band how bad it is
 * @param thread what all messages about the same have in common, such as {@code
 *     incident-17@ringwatch.example.org}
 * @param at when it happened
 */
record Wording(
    String title,
    String meaning,
    List<String> facts,
    List<Listing> lists,
    List<Link> links,
    Band band,
    String thread,
    Instant at) {

  Wording {
    facts = List.copyOf(facts);
    lists = List.copyOf(lists);
    links = List.copyOf(links);
  }

  /**
   * Some lines under a title.
   *
   * @param title what they are, in our own words
   * @param lines one at least
   */
  record Listing(String title, List<String> lines) {

    Listing {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Where to read on.
   *
   * @param url as {@link AlertLinks} makes it
   * @param text what is there, in our own words
   */
  record Link(String url, String text) {}

  /**
   * What an alert tells.
   *
   * @param test whether it only tries an endpoint out, and says so
   */
  static Wording of(Alert alert, boolean test, AlertLinks links) {
    AlertLinks.Links both = links.of(alert);
    return new Wording(
        AlertWords.title(alert, test),
        AlertWords.meaning(alert.change()),
        List.of(
            "Score: " + AlertWords.score(alert.score()),
            "Band: " + alert.band().label(),
            "Incident: " + alert.incident(),
            "Key: " + Plain.line(alert.dedupKey(), AlertWords.MAX_NAME)),
        lists(alert),
        List.of(new Link(both.page(), "Open in Ringwatch"), new Link(both.api(), "Evidence")),
        alert.band(),
        (test ? "test" : "incident-" + alert.incident()) + "@" + links.host(),
        alert.at());
  }

  /** What a digest tells: how much there is of what, and the first of it. */
  static Wording of(Digest digest, AlertLinks links) {
    List<Digest.Line> lines = digest.lines();
    AlertLinks.Links all = links.ofAll();
    Band worst =
        lines.stream()
            .map(line -> Band.valueOf(line.band().toUpperCase(Locale.ROOT)))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    List<String> first =
        lines.stream()
            .limit(DigestJson.MOST_NAMED)
            .map(AlertWords::line)
            .collect(Collectors.toCollection(ArrayList::new));
    if (lines.size() > first.size()) {
      first.add("and " + (lines.size() - first.size()) + " more");
    }
    return new Wording(
        lines.size() + " messages about incidents",
        "More happened than this endpoint is told of one by one.",
        List.of("Worst band: " + worst.label()),
        List.of(new Listing("What happened", first)),
        List.of(new Link(all.page(), "Open in Ringwatch")),
        worst,
        "digest-" + lines.getFirst().id() + "@" + links.host(),
        digest.at());
  }

  private static List<Listing> lists(Alert alert) {
    List<Listing> lists = new ArrayList<>();
    addUnlessEmpty(lists, new Listing("Why", AlertWords.reasons(alert)));
    addUnlessEmpty(
        lists, new Listing("Members (" + alert.memberCount() + ")", AlertWords.members(alert)));
    return lists;
  }

  private static void addUnlessEmpty(List<Listing> lists, Listing one) {
    if (!one.lines().isEmpty()) {
      lists.add(one);
    }
  }
}
