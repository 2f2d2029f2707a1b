package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** The graph, its parts added in a shuffled order. */
  LinkGraph graph(RingConfig config, Random order) {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(Event::timestamp).thenComparing(Event::account));
    var builder = LinkGraph.builder(config);
    List<Runnable> parts = new ArrayList<>();
    addAccounts(sorted, builder, parts);
    Map<LinkKey, KeyUsage> usages = new LinkedHashMap<>();
    Map<LinkKey, CoActionUsage> coActions = new LinkedHashMap<>();
    for (Event event : sorted) {
      addKeys(event, usages);
      addCoAction(event, config, coActions, told -> parts.add(() -> told.accept(builder)));
    }
    usages.values().forEach(usage -> parts.add(() -> builder.key(usage)));
    coActions.values().forEach(usage -> parts.add(() -> builder.key(usage)));
    Collections.shuffle(parts, order);
    parts.forEach(Runnable::run);
    return builder.build();
  }

  private static void addKeys(Event event, Map<LinkKey, KeyUsage> usages) {
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      LinkKey key = key(kind, event);
      if (key != null) {
        usages.computeIfAbsent(key, KeyUsage::new).use(event.account(), event);
      }
    }
  }

  private static void addCoAction(
      Event event,
      RingConfig config,
      Map<LinkKey, CoActionUsage> coActions,
      Consumer<Consumer<LinkGraph.Builder>> told) {
    LinkKey target = key(LinkKeyKind.CO_ACTION, event);
    if (target != null) {
      CoActionUsage usage =
          coActions.computeIfAbsent(target, key -> new CoActionUsage(key, event.targetOwner()));
      usage.act(
          event.account(),
          event,
          config,
          (earlier, later, millis, gap) ->
              told.accept(builder -> builder.occasion(usage, earlier, later, millis, gap)));
    }
  }

  private static void addAccounts(
      List<Event> sorted, LinkGraph.Builder builder, List<Runnable> parts) {
    for (Event event : sorted) {
      parts.add(() -> builder.account(event.account(), 1, event.target() == null ? 0 : 1));
    }
  }

  private static @Nullable LinkKey key(LinkKeyKind kind, Event event) {
    String value = LinkKeys.value(kind, event);
    return value == null ? null : new LinkKey(kind, value);
  }

  RingFindings findings(RingConfig config) {
    return findings(config, new Random(0));
  }

  RingFindings findings(RingConfig config, Random order) {
    LinkGraph graph = graph(config, order);
    return RingDetector.detect(graph, new double[graph.accounts()], config);
  }
}
