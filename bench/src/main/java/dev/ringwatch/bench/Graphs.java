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
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Link graphs of logs that fit into memory, without the rest of the path. */
final class Graphs {

  private final LinkGraph.Builder builder;
  private final Map<AccountId, Integer> numbers = new HashMap<>();
  private final List<KeyUsages> statics;
  private final CoActionUsages coActions;
  private final Occasions occasions;

  private Graphs(RingConfig config) {
    builder = LinkGraph.builder(config);
    statics = LinkKeys.STATIC.stream().filter(config::enabled).map(KeyUsages::new).toList();
    coActions = new CoActionUsages(config);
    occasions = new Occasions(config.coAction().maxOccasions());
  }

  /** The graph of events in the order of time. */
  static LinkGraph of(List<Event> events, RingConfig config) {
    var graphs = new Graphs(config);
    events.forEach(graphs::add);
    graphs.occasions.shed();
    graphs.statics.forEach(graphs.builder::keys);
    return graphs.builder.coActions(List.of(graphs.coActions), graphs.occasions).build();
  }

  /** What a look at the graph finds when no account is abnormal by itself. */
  static RingFindings findings(List<Event> events, RingConfig config) {
    LinkGraph graph = of(events, config);
    return RingDetector.detect(graph, new double[graph.accounts()], config);
  }

  private void add(Event event) {
    int account = numbers.computeIfAbsent(event.account(), _ -> numbers.size());
    builder.account(account, event.account(), 1, event.target() == null ? 0 : 1);
    EventKeys keys = EventKeys.of(event);
    for (KeyUsages table : statics) {
      String value = LinkKeys.value(table.kind(), event);
      if (value != null) {
        int known = table.find(keys.valueHash(table.kind()));
        table.at(known < 0 ? table.open(value) : known).use(account, keys);
      }
    }
    if (event.target() != null) {
      int known = coActions.find(keys.valueHash(LinkKeyKind.CO_ACTION));
      int key = known < 0 ? coActions.open(event) : known;
      coActions
          .at(key)
          .act(
              account,
              keys.epochMillis(),
              (earlier, later, at, gap) -> occasions.add(key, earlier, later, at, gap));
    }
  }
}
