package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

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
  private int accountA;
  private int accountB;
  private int firstOccasion;
  private int endOfOccasions;

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
    accountA = a;
    accountB = b;
    firstOccasion = occasionsFrom;
    endOfOccasions = occasionsEnd;
    addRare(statics, floor::mass);
    if (!tied && !units.structured(minTargets)) {
      return Optional.empty();
    }
    setDegrees();
    addPopular(floor::mass);
    double byFloor = units.logP(floor.model());
    if (!tied && byFloor > floor.logBound()) {
      return Optional.empty();
    }
    return Optional.of(new Pair(a, b, floor.exact() ? byFloor : logP(statics), tied));
  }

  /** By the graph's own model and masses. */
  private double logP(int statics) {
    addRare(statics, mass -> mass);
    addPopular(mass -> mass);
    return units.logP(basis.model());
  }

  /** Adds all that is shared but popular keys. */
  private void addRare(int statics, LongToDoubleFunction masses) {
    units.clear();
    targets.clear();
    addKeys(statics, masses);
    addTargets(statics, masses);
    addOccasions(masses);
    units.targets(targets);
  }

  private boolean isTied() {
    for (int i = 0; i < shared.size(); i++) {
      if (basis.strong().ties(shared.getInt(i))) {
        return true;
      }
    }
    return false;
  }

  private void setDegrees() {
    for (int kind = 0; kind < accounts.kinds(); kind++) {
      int ofA = accounts.degree(kind, accountA);
      int ofB = accounts.degree(kind, accountB);
      units.degrees(LinkKeys.STATIC.get(kind), ofA, ofB);
    }
    int actionsA = Math.max(1, accounts.actions(accountA));
    units.actions(actionsA, Math.max(1, accounts.actions(accountB)));
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
  private void addKeys(int statics, LongToDoubleFunction masses) {
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
        units.addKey(kind, masses.applyAsDouble(keys.pairMass(key)), isIdentifying);
      }
    }
  }

  /**
   * Lets popular keys corroborate: of each kind the rarest counts, where the pair shares no rarer
   * one.
   */
  private void addPopular(LongToDoubleFunction masses) {
    int end = keys.accountStart(accountA + 1);
    for (int i = keys.accountStart(accountA); i < end; i++) {
      int key = keys.accountKey(i);
      if (!keys.isStatic(key)) {
        return;
      }
      int cap = cap(key);
      if (cap > 0 && keys.accounts(key) > cap && keys.place(key, accountB) >= 0) {
        units.addPopularKey(keys.kind(key), masses.applyAsDouble(keys.pairMass(key)));
      }
    }
  }

  private void addTargets(int from, LongToDoubleFunction masses) {
    for (int i = from; i < shared.size(); i++) {
      int key = shared.getInt(i);
      int minuteA = keys.firstMinute(keys.place(key, accountA));
      int minuteB = keys.firstMinute(keys.place(key, accountB));
      int target = targets.add(keys.unit(key), minuteA, minuteB);
      int smallest = TargetScales.scale(Math.abs(minuteA - minuteB));
      for (int scale = smallest; target >= 0 && scale < TargetScales.COUNT; scale++) {
        int pairs = basis.scales().pairMass(scale, key);
        targets.mass(target, scale + 1, masses.applyAsDouble(pairs));
      }
    }
  }

  private void addOccasions(LongToDoubleFunction masses) {
    NullModel model = basis.model();
    for (int place = firstOccasion; place < endOfOccasions; place++) {
      int key = occasions.coActionKey(place);
      int minute = occasions.minute(place);
      int target = targets.add(occasions.unit(key), minute, minute);
      if (target >= 0) {
        targets.mass(target, 0, masses.applyAsDouble(occasions.pairMass(key)));
        if (Math.abs(occasions.lagMillis(place)) <= model.secondsMillis()) {
          int pairs = model.pairsWithinSeconds(key);
          targets.mass(target, NullModel.SECONDS, masses.applyAsDouble(pairs));
        }
      }
    }
  }
}
