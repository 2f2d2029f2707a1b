package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The by-pair step: for one account, all accounts of higher index that share a key or an occasion
 * with it, tested. Nothing but one account's candidates is held at a time, so 10 million candidate
 * pairs need no memory of their own.
 *
 * <p>Used by one thread; several may work on one graph with a step each.
 */
final class PairStep {

  private static final int MOST_KEYS = 64;

  private final KeyColumns keys;
  private final OccasionColumns occasions;
  private final AccountColumns accounts;
  private final RingConfig config;
  private final TargetScales scales;
  private final StrongGroups strong;
  private final NullModel model;
  private final double logBound;
  private final LongArrayList candidates = new LongArrayList();
  private final PairUnits units = new PairUnits();
  private final SharedTargets targets;
  private final int[] shared = new int[MOST_KEYS];

  /**
   * A step over a graph.
   *
   * @param logBound the logarithm of the largest p-value that can become significant; larger ones
   *     are dropped
   */
  PairStep(
      LinkGraph graph,
      RingConfig config,
      TargetScales scales,
      StrongGroups strong,
      NullModel model,
      double logBound) {
    keys = graph.keyColumns();
    occasions = graph.occasionColumns();
    accounts = graph.accountColumns();
    this.config = config;
    this.scales = scales;
    this.strong = strong;
    this.model = model;
    this.logBound = logBound;
    targets = new SharedTargets((int) config.coAction().episode().toMinutes());
  }

  /**
   * The pairs of an account with accounts of higher index that may be significant, by the other
   * account.
   */
  List<Pair> pairsOf(int account) {
    collect(account);
    var pairs = new ArrayList<Pair>();
    int occasion = occasions.start(account);
    int lastOccasion = config.coAction().enabled() ? occasions.start(account + 1) : occasion;
    int at = 0;
    while (at < candidates.size() || occasion < lastOccasion) {
      int byKey =
          at < candidates.size() ? (int) (candidates.getLong(at) >>> 32) : Integer.MAX_VALUE;
      int byOccasion = occasion < lastOccasion ? occasions.other(occasion) : Integer.MAX_VALUE;
      int other = Math.min(byKey, byOccasion);
      int keysEnd = at;
      while (keysEnd < candidates.size() && candidates.getLong(keysEnd) >>> 32 == other) {
        keysEnd++;
      }
      int occasionsEnd = occasion;
      while (occasionsEnd < lastOccasion && occasions.other(occasionsEnd) == other) {
        occasionsEnd++;
      }
      boolean several = keysEnd - at + occasionsEnd - occasion > 1;
      if (several || (keysEnd > at && strong.ties((int) candidates.getLong(at)))) {
        test(account, other, at, keysEnd, occasion, occasionsEnd, pairs);
      }
      at = keysEnd;
      occasion = occasionsEnd;
    }
    return pairs;
  }

  /** Packs (other account, key) for all keys of the account that make pairs, sorted. */
  private void collect(int account) {
    candidates.clear();
    for (int i = keys.accountStart(account); i < keys.accountStart(account + 1); i++) {
      int key = keys.accountKey(i);
      if (keys.accounts(key) <= config.cap(keys.kind(key))) {
        int end = keys.start(key + 1);
        for (int place = keys.place(key, account) + 1; place < end; place++) {
          candidates.add(((long) keys.member(place) << 32) | key);
        }
      }
    }
    Arrays.sort(candidates.elements(), 0, candidates.size());
  }

  private void test(
      int a, int b, int from, int to, int occasionFrom, int occasionTo, List<Pair> pairs) {
    int targetsFrom = from;
    while (targetsFrom < to && keys.isStatic((int) candidates.getLong(targetsFrom))) {
      targetsFrom++;
    }
    int mostTargets = to - targetsFrom + occasionTo - occasionFrom;
    if (targetsFrom == from && mostTargets < config.coAction().minTargets()) {
      return;
    }
    boolean tied = tied(from, targetsFrom);
    units.clear();
    addKeys(from, targetsFrom);
    addTargets(a, b, targetsFrom, to);
    addOccasions(occasionFrom, occasionTo);
    units.targets(targets);
    if (!tied && !units.structured(config.coAction().minTargets())) {
      return;
    }
    setDegrees(a, b);
    double logP = units.logP(model);
    if (tied || logP <= logBound) {
      pairs.add(new Pair(a, b, logP, tied));
    }
  }

  private boolean tied(int from, int to) {
    boolean tied = false;
    for (int i = from; i < to; i++) {
      tied |= strong.ties((int) candidates.getLong(i));
    }
    return tied;
  }

  private void setDegrees(int a, int b) {
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      int index = LinkKeys.index(kind);
      units.degrees(kind, accounts.degree(index, a), accounts.degree(index, b));
    }
    units.degrees(LinkKeyKind.CO_ACTION, accounts.actions(a), accounts.actions(b));
  }

  /**
   * Adds the shared static keys; of keys that only appear together the first, which is of the
   * strongest kind.
   */
  private void addKeys(int from, int to) {
    int count = Math.min(to - from, MOST_KEYS);
    for (int i = 0; i < count; i++) {
      shared[i] = (int) candidates.getLong(from + i);
      boolean independent = true;
      for (int earlier = 0; earlier < i; earlier++) {
        independent &= !keys.dependent(shared[earlier], shared[i]);
      }
      if (independent) {
        LinkKeyKind kind = keys.kind(shared[i]);
        units.addKey(kind, (double) keys.pairMass(shared[i]), config.key(kind).identifying());
      }
    }
  }

  private void addTargets(int a, int b, int from, int to) {
    targets.clear();
    for (int i = from; i < to; i++) {
      int key = (int) candidates.getLong(i);
      int minuteA = keys.firstMinute(keys.place(key, a));
      int minuteB = keys.firstMinute(keys.place(key, b));
      double mass = scales.pairMass(key, Math.abs(minuteA - minuteB));
      targets.add(keys.unit(key), mass, minuteA, minuteB);
    }
  }

  private void addOccasions(int from, int to) {
    for (int place = from; place < to; place++) {
      int key = occasions.coActionKey(place);
      int minute = occasions.minute(place);
      targets.add(occasions.unit(key), (double) occasions.pairMass(key), minute, minute);
    }
  }
}
