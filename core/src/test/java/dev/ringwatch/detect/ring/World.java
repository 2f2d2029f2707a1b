package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A small hand-made log and the graph of it, for tests. */
final class World {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private final List<Event> events = new ArrayList<>();

  /** Adds an event; an empty text is an absent value. */
  World event(String account, double second, String ip, String device, String target) {
    return event(account, second, ip, device, target, "");
  }

  World event(
      String account, double second, String ip, String device, String target, String owner) {
    events.add(
        Event.builder(new AccountId(account), "act", START.plusMillis((long) (1000 * second)))
            .ip(ip)
            .device(device)
            .target(target)
            .targetOwner(owner)
            .build());
    return this;
  }

  /** Adds an event of an account at a second of the day, with whatever the caller gives it. */
  World event(String account, double second, UnaryOperator<Event.Builder> with) {
    Instant when = START.plusMillis((long) (1000 * second));
    events.add(with.apply(Event.builder(new AccountId(account), "act", when)).build());
    return this;
  }

  /** Adds an event that shows a payment instrument and nothing else. */
  World pay(String account, double second, String payment) {
    events.add(
        Event.builder(new AccountId(account), "pay", START.plusMillis((long) (1000 * second)))
            .payment(payment)
            .build());
    return this;
  }

  /**
   * Adds accounts that share nothing: each with a device and an address of its own and a few
   * actions.
   */
  World strangers(int count, long seed) {
    var random = new Random(seed);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 4; j++) {
        String target = "common" + random.nextInt(200);
        event("s" + i, random.nextInt(86_400), "own-" + i, "own-" + i, target);
      }
    }
    return this;
  }

  LinkGraph graph(RingConfig config) {
    return graph(config, new Random(0));
  }

  /**
   * The graph of tables that were filled in a shuffled order; only what happens to one target stays
   * in order of time.
   */
  LinkGraph graph(RingConfig config, Random order) {
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, order);
    var tables = new GraphTables(config);
    shuffled.forEach(tables::use);
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(Event::timestamp).thenComparing(Event::account));
    Map<String, List<Event>> byTarget =
        sorted.stream().collect(Collectors.groupingBy(event -> String.valueOf(event.target())));
    List<List<Event>> targets = new ArrayList<>(byTarget.values());
    Collections.shuffle(targets, order);
    targets.forEach(ofTarget -> ofTarget.forEach(tables::act));
    return tables.graph();
  }

  /** What pairs of a graph are tested by, every one that is structured taken for significant. */
  static PairBasis withoutBound(LinkGraph graph, RingConfig config) {
    PairBasis basis = PairBasis.of(graph, config);
    return new PairBasis(graph, config, basis.scales(), basis.strong(), basis.model(), 0);
  }

  RingFindings findings(RingConfig config) {
    return findings(config, new Random(0));
  }

  RingFindings findings(RingConfig config, Random order) {
    LinkGraph graph = graph(config, order);
    return RingDetector.detect(graph, new double[graph.accounts()], config);
  }
}
