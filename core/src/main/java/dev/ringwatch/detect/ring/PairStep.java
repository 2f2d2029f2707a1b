package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The by-pair step: for one account, all accounts of higher index that share a key or an occasion
 * with it, tested. Nothing but one account's candidates is held at a time, so 10 million candidate
 * pairs need no memory of their own; a byte for each account.
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
  private final IntArrayList sharedKeys = new IntArrayList();
  private final IntArrayList sharedFrom = new IntArrayList();

  /** By kind, above how many accounts a key makes no pairs. */
  private final Map<LinkKeyKind, Integer> caps = new EnumMap<>(LinkKeyKind.class);

  /** By other account: how many things are shared with it, 2 standing for more. */
  private final byte[] shares;

  private final PairUnits units = new PairUnits();
  private final SharedTargets targets;
  private final int[] shared = new int[MOST_KEYS];
  private final boolean[] independent = new boolean[MOST_KEYS];

  /** Where the keys of the candidate that is looked at lie among the candidates. */
  private int keysFrom;

  private int keysEnd;

  /** Where its occasions lie in the graph. */
  private int occasionsFrom;

  private int occasionsEnd;

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
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      caps.put(kind, config.cap(kind));
    }
    shares = new byte[graph.accounts()];
    targets = new SharedTargets((int) config.coAction().episode().toMinutes());
  }

  /**
   * The pairs of an account with accounts of higher index that may be significant, by the other
   * account.
   */
  List<Pair> pairsOf(int account) {
    collect(account);
    var pairs = new ArrayList<Pair>();
    keysEnd = 0;
    occasionsEnd = occasions.start(account);
    int last = lastOccasion(account);
    while (keysEnd < candidates.size() || occasionsEnd < last) {
      int other = advance(last);
      boolean several = keysEnd - keysFrom + occasionsEnd - occasionsFrom > 1;
      if (several || tied(keysFrom, keysEnd)) {
        test(account, other).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  /** Moves on to the next candidate and returns it: an account, its keys and its occasions. */
  private int advance(int lastOccasion) {
    keysFrom = keysEnd;
    occasionsFrom = occasionsEnd;
    int byKey = keysFrom < candidates.size() ? account(keysFrom) : Integer.MAX_VALUE;
    int byOccasion =
        occasionsFrom < lastOccasion ? occasions.other(occasionsFrom) : Integer.MAX_VALUE;
    int other = Math.min(byKey, byOccasion);
    while (keysEnd < candidates.size() && account(keysEnd) == other) {
      keysEnd++;
    }
    while (occasionsEnd < lastOccasion && occasions.other(occasionsEnd) == other) {
      occasionsEnd++;
    }
    return other;
  }

  private int account(int candidate) {
    return (int) (candidates.getLong(candidate) >>> 32);
  }

  private int key(int candidate) {
    return (int) candidates.getLong(candidate);
  }

  /**
   * Packs (other account, key), sorted, for all keys of the account that make pairs and all others
   * with which it shares two things at least, or one that ties. Most share one thing, and counting
   * first is far cheaper than sorting all.
   */
  private void collect(int account) {
    candidates.clear();
    findShared(account);
    countShared(account);
    for (int i = 0; i < sharedKeys.size(); i++) {
      int key = sharedKeys.getInt(i);
      boolean ties = strong.ties(key);
      for (int place = sharedFrom.getInt(i); place < keys.start(key + 1); place++) {
        if (ties || shares[keys.member(place)] > 1) {
          candidates.add(((long) keys.member(place) << 32) | key);
        }
      }
    }
    forgetShared(account);
    Arrays.sort(candidates.elements(), 0, candidates.size());
  }

  /** Notes the account's keys that make pairs, and where in them accounts of higher index begin. */
  private void findShared(int account) {
    sharedKeys.clear();
    sharedFrom.clear();
    for (int i = keys.accountStart(account); i < keys.accountStart(account + 1); i++) {
      int key = keys.accountKey(i);
      if (keys.accounts(key) <= cap(key)) {
        sharedKeys.add(key);
        sharedFrom.add(keys.place(key, account) + 1);
      }
    }
  }

  private int cap(int key) {
    return Objects.requireNonNull(caps.get(keys.kind(key)));
  }

  /** Counts by other account what is shared with it, up to two. */
  private void countShared(int account) {
    for (int i = 0; i < sharedKeys.size(); i++) {
      int end = keys.start(sharedKeys.getInt(i) + 1);
      for (int place = sharedFrom.getInt(i); place < end; place++) {
        countWith(keys.member(place));
      }
    }
    for (int place = occasions.start(account); place < lastOccasion(account); place++) {
      countWith(occasions.other(place));
    }
  }

  private void countWith(int other) {
    shares[other] = (byte) Math.min(2, shares[other] + 1);
  }

  private void forgetShared(int account) {
    for (int i = 0; i < sharedKeys.size(); i++) {
      int end = keys.start(sharedKeys.getInt(i) + 1);
      for (int place = sharedFrom.getInt(i); place < end; place++) {
        shares[keys.member(place)] = 0;
      }
    }
    for (int place = occasions.start(account); place < lastOccasion(account); place++) {
      shares[occasions.other(place)] = 0;
    }
  }

  private int lastOccasion(int account) {
    return config.coAction().enabled() ? occasions.start(account + 1) : occasions.start(account);
  }

  /** Tests the candidate that was advanced to. */
  private Optional<Pair> test(int a, int b) {
    int targetsFrom = keysFrom;
    while (targetsFrom < keysEnd && keys.isStatic(key(targetsFrom))) {
      targetsFrom++;
    }
    int mostTargets = keysEnd - targetsFrom + occasionsEnd - occasionsFrom;
    if (targetsFrom == keysFrom && mostTargets < config.coAction().minTargets()) {
      return Optional.empty();
    }
    boolean tied = tied(keysFrom, targetsFrom);
    units.clear();
    addKeys(keysFrom, targetsFrom);
    addTargets(a, b, targetsFrom);
    addOccasions();
    units.targets(targets);
    if (!tied && !units.structured(config.coAction().minTargets())) {
      return Optional.empty();
    }
    addPopular(a, b);
    setDegrees(a, b);
    double logP = units.logP(model);
    return tied || logP <= logBound ? Optional.of(new Pair(a, b, logP, tied)) : Optional.empty();
  }

  private boolean tied(int from, int to) {
    boolean tied = false;
    for (int i = from; i < to; i++) {
      tied |= strong.ties(key(i));
    }
    return tied;
  }

  private void setDegrees(int a, int b) {
    for (int kind = 0; kind < accounts.kinds(); kind++) {
      units.degrees(LinkKeys.STATIC.get(kind), accounts.degree(kind, a), accounts.degree(kind, b));
    }
    units.actions(Math.max(1, accounts.actions(a)), Math.max(1, accounts.actions(b)));
  }

  /**
   * Whether a shared key says something that an earlier one does not. The kinds of a family depend
   * on each other always, and the units count the best of them only; but what is made of an address
   * that says nothing by itself says nothing either.
   */
  private boolean isNews(int i, int earlier) {
    LinkKeyKind kind = keys.kind(shared[i]);
    boolean sameFamily =
        LinkKeys.isDerived(kind) && keys.kind(shared[earlier]).family() == kind.family();
    return (sameFamily && independent[earlier]) || !keys.dependent(shared[earlier], shared[i]);
  }

  /**
   * Adds the shared static keys; of keys that only appear together the first, which is of the
   * strongest kind.
   */
  private void addKeys(int from, int to) {
    int count = Math.min(to - from, MOST_KEYS);
    for (int i = 0; i < count; i++) {
      shared[i] = key(from + i);
      independent[i] = true;
      for (int earlier = 0; earlier < i; earlier++) {
        independent[i] &= isNews(i, earlier);
      }
      if (independent[i]) {
        LinkKeyKind kind = keys.kind(shared[i]);
        units.addKey(kind, (double) keys.pairMass(shared[i]), config.key(kind).identifying());
      }
    }
  }

  /**
   * Lets popular keys corroborate: of each kind the rarest counts, where the pair shares no rarer
   * one.
   */
  private void addPopular(int a, int b) {
    for (int i = keys.accountStart(a); i < keys.accountStart(a + 1); i++) {
      int key = keys.accountKey(i);
      if (!keys.isStatic(key)) {
        return;
      }
      int cap = cap(key);
      if (cap > 0 && keys.accounts(key) > cap && keys.place(key, b) >= 0) {
        units.addPopularKey(keys.kind(key), (double) keys.pairMass(key));
      }
    }
  }

  private void addTargets(int a, int b, int from) {
    targets.clear();
    for (int i = from; i < keysEnd; i++) {
      int key = key(i);
      int minuteA = keys.firstMinute(keys.place(key, a));
      int minuteB = keys.firstMinute(keys.place(key, b));
      int target = targets.add(keys.unit(key), minuteA, minuteB);
      int smallest = TargetScales.scale(Math.abs(minuteA - minuteB));
      for (int scale = smallest; target >= 0 && scale < TargetScales.COUNT; scale++) {
        targets.mass(target, scale + 1, scales.pairMass(scale, key));
      }
    }
  }

  private void addOccasions() {
    for (int place = occasionsFrom; place < occasionsEnd; place++) {
      int key = occasions.coActionKey(place);
      int minute = occasions.minute(place);
      int target = targets.add(occasions.unit(key), minute, minute);
      if (target >= 0) {
        targets.mass(target, 0, (double) occasions.pairMass(key));
        if (Math.abs(occasions.lagMillis(place)) <= model.secondsMillis()) {
          targets.mass(target, NullModel.SECONDS, model.pairsWithinSeconds(key));
        }
      }
    }
  }
}
