package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Tests one pair of accounts after the other. What a pair shares is told first: the keys by {@link
 * #add}, in ascending order, then the occasions by their places.
 *
 * <p>Used by one thread, and reused from pair to pair.
 */
final class PairTest {

  private static final int MOST_KEYS = 64;

  private final PairBasis basis;
  private final PairFloor floor;
  private final KeyColumns keys;
  private final OccasionColumns occasions;
  private final AccountColumns accounts;
  private final int minTargets;

  /** By kind, above how many accounts a key makes no pairs. */
  private final Map<LinkKeyKind, Integer> caps = new EnumMap<>(LinkKeyKind.class);

  private final PairUnits units = new PairUnits();
  private final SharedTargets targets;
  private final IntArrayList shared = new IntArrayList();
  private final boolean[] independent = new boolean[MOST_KEYS];

  /**
   * Tests in a graph.
   *
   * @param floor by which it is decided what is dropped
   */
  PairTest(PairBasis basis, PairFloor floor) {
    this.basis = basis;
    this.floor = floor;
    keys = basis.graph().keyColumns();
    occasions = basis.graph().occasionColumns();
    accounts = basis.graph().accountColumns();
    RingConfig config = basis.config();
    minTargets = config.coAction().minTargets();
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      caps.put(kind, config.cap(kind));
    }
    targets = new SharedTargets((int) config.coAction().episode().toMinutes());
  }

  /** Whether so few accounts share a key that it makes pairs. */
  boolean makesPairs(int key) {
    return keys.accounts(key) <= cap(key);
  }

  private int cap(int key) {
    return Objects.requireNonNull(caps.get(keys.kind(key)));
  }

  /** Forgets what the last pair shared. */
  void clear() {
    shared.clear();
  }

  /** Adds a key that the pair shares and that makes pairs. */
  void add(int key) {
    shared.add(key);
  }

  /**
   * Tests the pair that shares the keys that were added.
   *
   * @param a the account of lower index
   * @param b the account of higher index
   * @param occasionsFrom the first place of its occasions
   * @param occasionsEnd the place behind the last
   * @return the pair with its p-value in the graph; empty if by the floor it is not significant
   */
  Optional<Pair> test(int a, int b, int occasionsFrom, int occasionsEnd) {
    boolean tied = isTied();
    if (!tied && shared.size() + occasionsEnd - occasionsFrom < 2) {
      return Optional.empty();
    }
    int statics = 0;
    while (statics < shared.size() && keys.isStatic(shared.getInt(statics))) {
      statics++;
    }
    int mostTargets = shared.size() - statics + occasionsEnd - occasionsFrom;
    if (statics == 0 && mostTargets < minTargets) {
      return Optional.empty();
    }
    units.clear();
    addKeys(statics);
    addTargets(a, b, statics);
    addOccasions(occasionsFrom, occasionsEnd);
    units.targets(targets);
    if (!tied && !units.structured(minTargets)) {
      return Optional.empty();
    }
    setDegrees(a, b);
    return !tied && isSurelyChance(a, b)
        ? Optional.empty()
        : Optional.of(new Pair(a, b, logP(a, b), tied));
  }

  /** Whether the pair is not significant by the floor, however popular keys move in their steps. */
  private boolean isSurelyChance(int a, int b) {
    addPopular(a, b, PopularityStep::least);
    boolean isChance = units.logP(floor.model()) > floor.logBound();
    units.clearPopular();
    return isChance;
  }

  private double logP(int a, int b) {
    addPopular(a, b, accounts -> accounts);
    return units.logP(basis.model());
  }

  private boolean isTied() {
    for (int i = 0; i < shared.size(); i++) {
      if (basis.strong().ties(shared.getInt(i))) {
        return true;
      }
    }
    return false;
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
    LinkKeyKind kind = keys.kind(shared.getInt(i));
    boolean sameFamily =
        LinkKeys.isDerived(kind) && keys.kind(shared.getInt(earlier)).family() == kind.family();
    return (sameFamily && independent[earlier])
        || !keys.dependent(shared.getInt(earlier), shared.getInt(i));
  }

  /**
   * Adds the shared static keys; of keys that only appear together the first, which is of the
   * strongest kind.
   */
  private void addKeys(int statics) {
    int count = Math.min(statics, MOST_KEYS);
    for (int i = 0; i < count; i++) {
      independent[i] = true;
      for (int earlier = 0; earlier < i; earlier++) {
        independent[i] &= isNews(i, earlier);
      }
      if (independent[i]) {
        int key = shared.getInt(i);
        LinkKeyKind kind = keys.kind(key);
        boolean isIdentifying = basis.config().key(kind).identifying();
        units.addKey(kind, (double) keys.pairMass(key), isIdentifying);
      }
    }
  }

  /**
   * Lets popular keys corroborate: of each kind the rarest counts, where the pair shares no rarer
   * one.
   */
  private void addPopular(int a, int b, IntUnaryOperator popularity) {
    for (int i = keys.accountStart(a); i < keys.accountStart(a + 1); i++) {
      int key = keys.accountKey(i);
      if (!keys.isStatic(key)) {
        return;
      }
      int cap = cap(key);
      if (cap > 0 && keys.accounts(key) > cap && keys.place(key, b) >= 0) {
        long popular = popularity.applyAsInt(keys.accounts(key));
        units.addPopularKey(keys.kind(key), (double) KeyColumns.pairs(popular));
      }
    }
  }

  private void addTargets(int a, int b, int from) {
    targets.clear();
    for (int i = from; i < shared.size(); i++) {
      int key = shared.getInt(i);
      int minuteA = keys.firstMinute(keys.place(key, a));
      int minuteB = keys.firstMinute(keys.place(key, b));
      int target = targets.add(keys.unit(key), minuteA, minuteB);
      int smallest = TargetScales.scale(Math.abs(minuteA - minuteB));
      for (int scale = smallest; target >= 0 && scale < TargetScales.COUNT; scale++) {
        targets.mass(target, scale + 1, basis.scales().pairMass(scale, key));
      }
    }
  }

  private void addOccasions(int from, int end) {
    NullModel model = basis.model();
    for (int place = from; place < end; place++) {
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
