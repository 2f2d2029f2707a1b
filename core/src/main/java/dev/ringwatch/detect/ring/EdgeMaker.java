package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns significant pairs into edges: everything they share, popular keys included, and how strong
 * the tie is.
 */
final class EdgeMaker {

  private static final double LEAST_WEIGHT = 1e-6;

  /** What acting on one target at any time is worth, of acting within the window. */
  private static final double AT_ANY_TIME = 0.5;

  private final LinkGraph graph;
  private final KeyColumns keys;
  private final OccasionColumns occasions;
  private final RingConfig config;
  private final double logAccounts;

  EdgeMaker(LinkGraph graph, RingConfig config) {
    this.graph = graph;
    this.config = config;
    keys = graph.keyColumns();
    occasions = graph.occasionColumns();
    logAccounts = StrictMath.log(Math.max(2, graph.accounts()));
  }

  /** The edge of a pair. O(keys and occasions of the two accounts). */
  Edge edge(Pair pair) {
    var evidence = new ArrayList<Evidence>();
    var within = new HashMap<LinkKey, Evidence.CoAction>();
    double apart = addOccasions(pair, within);
    apart *= addKeys(pair, within, evidence);
    within.values().stream().sorted(Comparator.comparing(Evidence::key)).forEach(evidence::add);
    double weight = Math.max(LEAST_WEIGHT, 1 - apart);
    double pValue = Math.min(1, StrictMath.exp(pair.logP()));
    return new Edge(graph.account(pair.a()), graph.account(pair.b()), weight, pValue, evidence);
  }

  /** Adds the shared keys and returns the product of one minus their weights. */
  private double addKeys(
      Pair pair, Map<LinkKey, Evidence.CoAction> within, List<Evidence> evidence) {
    var apart = new Apart();
    int at = keys.accountStart(pair.a());
    int atB = keys.accountStart(pair.b());
    while (at < keys.accountStart(pair.a() + 1) && atB < keys.accountStart(pair.b() + 1)) {
      int key = keys.accountKey(at);
      int keyB = keys.accountKey(atB);
      if (key == keyB && config.enabled(keys.kind(key)) && !within.containsKey(keys.key(key))) {
        evidence.add(keys.isStatic(key) ? sharedKey(key, pair) : sharedTarget(key, pair));
        double strength = config.strength(keys.kind(key)) * (keys.isStatic(key) ? 1 : AT_ANY_TIME);
        apart.times(keys.kind(key), 1 - strength * rarity(keys.accounts(key)));
      }
      at += key <= keyB ? 1 : 0;
      atB += keyB <= key ? 1 : 0;
    }
    return apart.product();
  }

  /**
   * A product over shared keys in the order of their kinds, in which the kinds of one family, such
   * as the address and what is made of it, count once: by the kind that makes it smallest.
   */
  private static final class Apart {

    /** The product over the kinds before the present one, and before the present family. */
    private double before = 1;

    private double present = 1;
    private double smallest = 1;
    private @Nullable LinkKeyKind kind;

    void times(LinkKeyKind next, double factor) {
      if (kind != null && kind != next) {
        smallest = Math.min(smallest, present);
        if (kind.family() != next.family()) {
          before = smallest;
        }
        present = before;
      }
      kind = next;
      present *= factor;
    }

    double product() {
      return Math.min(smallest, present);
    }
  }

  private Evidence.CoAction sharedTarget(int key, Pair pair) {
    int minuteA = keys.firstMinute(keys.place(key, pair.a()));
    int minuteB = keys.firstMinute(keys.place(key, pair.b()));
    long gap = Math.min(Integer.MAX_VALUE, Tick.MILLIS * Math.abs(minuteA - minuteB));
    Instant at = Instant.ofEpochSecond(60L * Math.max(minuteA, minuteB));
    return new Evidence.CoAction(keys.key(key), 0, (int) gap, at);
  }

  private Evidence.SharedKey sharedKey(int key, Pair pair) {
    return new Evidence.SharedKey(
        keys.key(key),
        keys.uses(keys.place(key, pair.a())),
        keys.uses(keys.place(key, pair.b())),
        keys.accounts(key),
        keys.accounts(key) > config.key(keys.kind(key)).popularityCap());
  }

  /**
   * Adds the targets acted on within the window and returns the product of one minus their weights.
   */
  private double addOccasions(Pair pair, Map<LinkKey, Evidence.CoAction> within) {
    double apart = 1;
    int end = config.coAction().enabled() ? occasions.start(pair.a() + 1) : 0;
    int from = occasions.first(pair.a(), pair.b());
    while (from < end && occasions.other(from) == pair.b()) {
      int key = occasions.coActionKey(from);
      int to = from + 1;
      while (to < end && occasions.other(to) == pair.b() && occasions.coActionKey(to) == key) {
        to++;
      }
      within.put(occasions.key(key), coAction(from, to));
      double accounts = Math.sqrt(2.0 * occasions.pairMass(key) + 1) + 1;
      apart *= 1 - config.coAction().strength() * rarity(accounts);
      from = to;
    }
    return apart;
  }

  private Evidence.CoAction coAction(int from, int to) {
    int tightest = from;
    for (int place = from + 1; place < to; place++) {
      if (Math.abs(occasions.lagMillis(place)) < Math.abs(occasions.lagMillis(tightest))) {
        tightest = place;
      }
    }
    return new Evidence.CoAction(
        occasions.key(occasions.coActionKey(from)),
        to - from,
        Math.abs(occasions.lagMillis(tightest)),
        Instant.ofEpochSecond(60L * occasions.minute(tightest)));
  }

  /**
   * How much less than everybody shares a key, from 1 for two accounts to 0 for all: inverse
   * document frequency (Sparck Jones, "A statistical interpretation of term specificity", 1972),
   * scaled.
   */
  private double rarity(double accounts) {
    double rarity =
        (logAccounts - StrictMath.log(accounts)) / Math.max(1e-9, logAccounts - StrictMath.log(2));
    return Math.clamp(rarity, 0, 1);
  }
}
