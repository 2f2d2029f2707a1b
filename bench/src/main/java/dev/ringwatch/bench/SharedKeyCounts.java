package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How many accounts and keys a log has, and how many pairs of accounts its shared keys make. */
final class SharedKeyCounts {

  private final Map<String, Set<AccountId>> accountsByKey = new HashMap<>();
  private final Set<AccountId> accounts = new HashSet<>();

  private SharedKeyCounts(LinkKeyKind kind, List<Event> log) {
    for (Event event : log) {
      String value = LinkKeys.value(kind, event);
      if (value != null) {
        accountsByKey.computeIfAbsent(value, key -> new HashSet<>()).add(event.account());
        accounts.add(event.account());
      }
    }
  }

  /** A line for each kind of key that is looked at. */
  static List<String> of(RingConfig config, List<Event> log) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "accounts: %,d", log.stream().map(Event::account).distinct().count()));
    List<LinkKeyKind> kinds = new ArrayList<>(config.enabledKinds());
    if (config.enabled(LinkKeyKind.CO_ACTION)) {
      kinds.add(LinkKeyKind.CO_ACTION);
    }
    for (LinkKeyKind kind : kinds) {
      lines.add(new SharedKeyCounts(kind, log).line(kind, config.cap(kind)));
    }
    return lines;
  }

  private String line(LinkKeyKind kind, int cap) {
    long shared = 0;
    long places = 0;
    long pairs = 0;
    long beyond = 0;
    for (Set<AccountId> of : accountsByKey.values()) {
      long size = of.size();
      if (size > cap) {
        beyond++;
      } else if (size > 1) {
        shared++;
        places += size;
        pairs += size * (size - 1) / 2;
      }
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d keys of %,d accounts; %,d of 2 to %d accounts, %,d on them, %,d pairs; %,d of more",
        kind.label(),
        accountsByKey.size(),
        accounts.size(),
        shared,
        cap,
        places,
        pairs,
        beyond);
  }
}
