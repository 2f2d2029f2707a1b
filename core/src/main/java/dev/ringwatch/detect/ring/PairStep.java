package dev.ringwatch.detect.ring;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The by-pair step: for one account, the accounts that share a key or an occasion with it, tested.
 * Nothing but one account's candidates is held at a time, so 10 million candidate pairs need no
 * memory of their own; a byte for each account.
 *
 * <p>Used by one thread; several may work on one graph with a step each.
 */
final class PairStep {

  private final KeyColumns keys;
  private final OccasionColumns occasions;
  private final boolean coActions;
  private final StrongGroups strong;
  private final PairTest test;

  /** If only pairs of changed accounts are looked at: which those are. */
  private final @Nullable ChangedAccounts changed;

  private final LongArrayList candidates = new LongArrayList();
  private final IntArrayList sharedKeys = new IntArrayList();
  private final IntArrayList sharedFrom = new IntArrayList();

  /** By other account: how many things are shared with it, 2 standing for more. */
  private final byte[] shares;

  private int account;

  /** Up to where candidates were looked at. */
  private int candidate;

  /** Up to where the account's occasions with accounts of higher index were looked at. */
  private int occasion;

  /** Up to where its changed partners of lower index were. */
  private int partner;

  /** A step over a graph that looks at every pair from its account of lower index. */
  PairStep(PairBasis basis, PairFloor floor) {
    this(basis, floor, null);
  }

  /**
   * A step over a graph.
   *
   * @param changed if there are any, only pairs of these are looked at, each once: from the one
   *     that changed or, if both have, from that of lower index
   */
  PairStep(PairBasis basis, PairFloor floor, @Nullable ChangedAccounts changed) {
    keys = basis.graph().keyColumns();
    occasions = basis.graph().occasionColumns();
    coActions = basis.config().coAction().enabled();
    strong = basis.strong();
    test = new PairTest(basis, floor);
    this.changed = changed;
    shares = new byte[basis.graph().accounts()];
  }

  /** The pairs of an account that may be significant, by the other account. */
  List<Pair> pairsOf(int of) {
    account = of;
    candidate = 0;
    occasion = occasions.start(account);
    partner = changed == null ? 0 : changed.firstPartner(account);
    collect();
    var pairs = new ArrayList<Pair>();
    for (int other = next(); other != Integer.MAX_VALUE; other = next()) {
      addShared(other);
      int from = other < account ? occasions.first(other, account) : occasion;
      int end = from;
      int last = other < account ? lastOccasion(other) : lastOccasion(account);
      int higher = Math.max(account, other);
      while (end < last && occasions.other(end) == higher) {
        end++;
      }
      pass(other, end);
      test.test(Math.min(account, other), higher, from, end).ifPresent(pairs::add);
    }
    return pairs;
  }

  /** The next account that something is shared with; the largest number if there is none. */
  private int next() {
    int byKey = candidate < candidates.size() ? other(candidate) : Integer.MAX_VALUE;
    if (changed != null && partner < changed.lastPartner(account)) {
      return Math.min(byKey, changed.partner(partner));
    }
    int byOccasion =
        occasion < lastOccasion(account) ? occasions.other(occasion) : Integer.MAX_VALUE;
    return Math.min(byKey, byOccasion);
  }

  private void addShared(int other) {
    test.clear();
    while (candidate < candidates.size() && other(candidate) == other) {
      test.add((int) candidates.getLong(candidate++));
    }
  }

  /** Notes that occasions with an account were looked at, up to a place. */
  private void pass(int other, int end) {
    if (other > account) {
      occasion = end;
    } else if (changed != null
        && partner < changed.lastPartner(account)
        && changed.partner(partner) == other) {
      partner++;
    }
  }

  private int other(int place) {
    return (int) (candidates.getLong(place) >>> 32);
  }

  private int lastOccasion(int of) {
    return coActions ? occasions.start(of + 1) : occasions.start(of);
  }

  /**
   * Packs (other account, key), sorted, for all keys of the account that make pairs and all others
   * with which it shares two things at least, or one that ties. Most share one thing, and counting
   * first is far cheaper than sorting all.
   */
  private void collect() {
    candidates.clear();
    findShared();
    countShared();
    for (int i = 0; i < sharedKeys.size(); i++) {
      int key = sharedKeys.getInt(i);
      boolean ties = strong.ties(key);
      for (int place = sharedFrom.getInt(i); place < keys.start(key + 1); place++) {
        int other = keys.member(place);
        if ((ties || shares[other] > 1) && isWanted(other)) {
          candidates.add(((long) other << 32) | key);
        }
      }
    }
    forgetShared();
    Arrays.sort(candidates.elements(), 0, candidates.size());
  }

  private boolean isWanted(int other) {
    return other > account || (changed != null && changed.isLookedAtFrom(account, other));
  }

  /** Notes the account's keys that make pairs, and where in them the others begin. */
  private void findShared() {
    sharedKeys.clear();
    sharedFrom.clear();
    for (int i = keys.accountStart(account); i < keys.accountStart(account + 1); i++) {
      int key = keys.accountKey(i);
      if (test.makesPairs(key)) {
        sharedKeys.add(key);
        sharedFrom.add(changed == null ? keys.place(key, account) + 1 : keys.start(key));
      }
    }
  }

  /** Counts by other account what is shared with it, up to two. */
  private void countShared() {
    for (int i = 0; i < sharedKeys.size(); i++) {
      int end = keys.start(sharedKeys.getInt(i) + 1);
      for (int place = sharedFrom.getInt(i); place < end; place++) {
        countWith(keys.member(place));
      }
    }
    for (int place = occasions.start(account); place < lastOccasion(account); place++) {
      countWith(occasions.other(place));
    }
    for (int place = partner; changed != null && place < changed.lastPartner(account); place++) {
      countWith(changed.partner(place));
    }
  }

  private void countWith(int other) {
    shares[other] = (byte) Math.min(2, shares[other] + 1);
  }

  private void forgetShared() {
    for (int i = 0; i < sharedKeys.size(); i++) {
      int end = keys.start(sharedKeys.getInt(i) + 1);
      for (int place = sharedFrom.getInt(i); place < end; place++) {
        shares[keys.member(place)] = 0;
      }
    }
    for (int place = occasions.start(account); place < lastOccasion(account); place++) {
      shares[occasions.other(place)] = 0;
    }
    for (int place = partner; changed != null && place < changed.lastPartner(account); place++) {
      shares[changed.partner(place)] = 0;
    }
  }
}
