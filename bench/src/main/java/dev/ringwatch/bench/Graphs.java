package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Link graphs of logs that fit into memory, without the rest of the path. */
final class Graphs {

  private final RingConfig config;
  private final LinkGraph.Builder builder;
  private final Map<LinkKey, KeyUsage> usages = new HashMap<>();
  private final Map<LinkKey, CoActionUsage> coActions = new HashMap<>();

  private Graphs(RingConfig config) {
    this.config = config;
    builder = LinkGraph.builder(config);
  }

  /** The graph of events in the order of time. */
  static LinkGraph of(List<Event> events, RingConfig config) {
    var graphs = new Graphs(config);
    events.forEach(graphs::add);
    graphs.usages.values().forEach(graphs.builder::key);
    graphs.coActions.values().forEach(graphs.builder::key);
    return graphs.builder.build();
  }

  /** What a look at the graph finds when no account is abnormal by itself. */
  static RingFindings findings(List<Event> events, RingConfig config) {
    LinkGraph graph = of(events, config);
    return RingDetector.detect(graph, new double[graph.accounts()], config);
  }

  private void add(Event event) {
    builder.account(event.account(), 1, event.target() == null ? 0 : 1);
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      String value = LinkKeys.value(kind, event);
      if (value != null && config.enabled(kind)) {
        usages.computeIfAbsent(new LinkKey(kind, value), KeyUsage::new).use(event.account(), event);
      }
    }
    String target = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
    if (target != null) {
      var key = new LinkKey(LinkKeyKind.CO_ACTION, target);
      CoActionUsage usage =
          coActions.computeIfAbsent(key, _ -> new CoActionUsage(key, event.targetOwner()));
      usage.act(
          event.account(),
          event,
          config,
          (earlier, later, at, gap) -> builder.occasion(usage, earlier, later, at, gap));
    }
  }
}
