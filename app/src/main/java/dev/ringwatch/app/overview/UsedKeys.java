package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.KeyKind;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.postgres.events.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The addresses, devices, sessions and payment instruments that an account used lately, and how
 * many others use each.
 *
 * @param kinds by kind, the strongest first; without those of which it used none
 */
record UsedKeys(List<OfKind> kinds) {

  private static final int MAX_KEYS = 8;

  /**
   * Keys of one kind.
   *
   * @param kind the kind
   * @param chips those that the most others share, the newest first among equals
   * @param more what is left out, in words; empty for nothing
   */
  record OfKind(KeyKind kind, List<Chip> chips, String more) {}

  /**
   * A key.
   *
   * @param value it as it is shown
   * @param href where it is searched for
   * @param others how many others use it, in words
   * @param popular whether they are so many that it says nothing of who shares it
   * @param uses how often the account used it
   * @param last when last
   */
  record Chip(
      String value, String href, String others, boolean popular, String uses, Moment last) {}

  /** How an account used a key. */
  static final class Use {
    private final LinkKey key;
    private final String searched;
    private final Instant last;
    private int events;

    private Use(LinkKey key, String searched, Instant last) {
      this.key = key;
      this.searched = searched;
      this.last = last;
    }

    LinkKey key() {
      return key;
    }
  }

  /** What an account used, by the events that are shown of it. */
  static List<Use> uses(List<StoredEvent> newestFirst) {
    Map<LinkKey, Use> uses = new LinkedHashMap<>();
    for (StoredEvent stored : newestFirst) {
      Event event = stored.event();
      for (LinkKeyKind kind : LinkKeys.ALWAYS) {
        String value = LinkKeys.value(kind, event);
        if (value != null && !value.isEmpty()) {
          LinkKey key = new LinkKey(kind, value);
          // An address is looked at by its network, and searched for as it is.
          String ip = event.ip();
          String searched = kind == LinkKeyKind.IP && ip != null ? ip : value;
          uses.computeIfAbsent(key, one -> new Use(one, searched, event.timestamp())).events++;
        }
      }
    }
    return List.copyOf(uses.values());
  }

  /**
   * As it is shown.
   *
   * @param uses what the account used, the newest first
   * @param others how many others use each
   * @param config from how many accounts on a key says nothing
   */
  static UsedKeys of(
      List<Use> uses, ToIntFunction<LinkKey> others, RingConfig config, Instant now) {
    List<OfKind> kinds = new ArrayList<>();
    for (LinkKeyKind kind : LinkKeys.ALWAYS) {
      List<Use> ofKind =
          uses.stream()
              .filter(use -> use.key.kind() == kind)
              .sorted(Comparator.comparingInt((Use use) -> -others.applyAsInt(use.key)))
              .toList();
      if (!ofKind.isEmpty()) {
        List<Chip> chips =
            ofKind.stream()
                .limit(MAX_KEYS)
                .map(use -> chip(use, others.applyAsInt(use.key), config, now))
                .toList();
        kinds.add(
            new OfKind(
                KeyKind.of(kind.label()),
                chips,
                more(ofKind.stream().skip(MAX_KEYS).map(Use::key).toList(), others)));
      }
    }
    return new UsedKeys(List.copyOf(kinds));
  }

  private static Chip chip(Use use, int others, RingConfig config, Instant now) {
    int cap = config.cap(use.key.kind());
    boolean popular = cap > 0 && others >= cap;
    return new Chip(
        Shown.name(use.key.value()),
        "/search?q=" + OneIncident.encoded(use.searched),
        words(others, popular),
        popular,
        Numbers.count(use.events, "event"),
        Moment.of(use.last, now));
  }

  private static String words(int others, boolean popular) {
    if (others == 0) {
      return "nobody else";
    }
    return popular
        ? "shared by " + Numbers.count(others + 1L, "account") + ": says nothing"
        : Numbers.count(others, "other account");
  }

  private static String more(List<LinkKey> left, ToIntFunction<LinkKey> others) {
    if (left.isEmpty()) {
      return "";
    }
    boolean isShared = left.stream().anyMatch(key -> others.applyAsInt(key) > 0);
    return "and "
        + Numbers.count(left.size())
        + (isShared ? " more" : " more that nobody else used");
  }
}
