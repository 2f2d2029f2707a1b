package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Link graphs of logs that fit into memory, without the rest of the path. */
final class Graphs {

  private final RingConfig config;

  /** By account: its number, and how many of its events name a target. */
  private final Map<AccountId, int[]> accounts = new HashMap<>();

  private final List<LinkKeyKind> kinds;
  private final List<KeyUsages> statics;
  private final CoActionUsages coActions;
  private final Occasions occasions;

  /** Nothing yet. */
  Graphs(RingConfig config) {
    this.config = config;
    kinds = config.kindsWithRoom();
    statics =
        kinds.stream().filter(config::enabled).map(kind -> new KeyUsages(kind, kinds, 0)).toList();
    coActions = new CoActionUsages(config, 0);
    occasions = new Occasions(config.coAction().maxOccasions());
  }

  /** The graph of events in the order of time. */
  static LinkGraph of(List<Event> events, RingConfig config) {
    var graphs = new Graphs(config);
    events.forEach(graphs::add);
    return graphs.graph();
  }

  /** The graph of what was added, to be used until more is. */
  LinkGraph graph() {
    return graph(new SearchMemory());
  }

  /** The same by what the search before left. */
  LinkGraph graph(SearchMemory memory) {
    occasions.shed();
    LinkGraph.Builder builder = LinkGraph.builder(config);
    accounts.forEach((id, account) -> builder.account(account[0], id, account[1]));
    statics.forEach(builder::keys);
    return builder.coActions(List.of(coActions), occasions).build(memory);
  }

  /** What a look at the graph finds when no account is abnormal by itself. */
  static RingFindings findings(List<Event> events, RingConfig config) {
    LinkGraph graph = of(events, config);
    return RingDetector.detect(graph, new double[graph.accounts()], config);
  }

  /** Adds an event; those on one target come in the order of time. */
  void add(Event event) {
    int[] known = accounts.computeIfAbsent(event.account(), _ -> new int[] {accounts.size(), 0});
    known[1] += event.target() == null ? 0 : 1;
    add(event, known[0]);
  }

  private void add(Event event, int account) {
    EventKeys keys = EventKeys.of(event, kinds, HashKey.PUBLIC);
    for (KeyUsages table : statics) {
      String value = LinkKeys.value(table.kind(), event);
      if (value != null) {
        long hash = keys.valueHash(table.kind());
        int known = table.find(hash);
        table.at(known < 0 ? table.open(value, hash) : known).use(account, keys);
      }
    }
    String action = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
    if (action != null) {
      long hash = keys.valueHash(LinkKeyKind.CO_ACTION);
      int known = coActions.find(hash);
      int key = known < 0 ? coActions.open(action, hash) : known;
      coActions
          .at(key)
          .act(
              account,
              keys,
              (earlier, later, at, gap) -> occasions.add(key, earlier, later, at, gap));
    }
  }
}
