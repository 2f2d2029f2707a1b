package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What searches find out about pairs, so that the next need not test those again of which nothing
 * changed.
 *
 * <p>Used by one thread at a time. About 50 bytes for each account, 32 for each pair that is
 * significant or nearly.
 */
final class PairMemory {

  /** If more than every so many-th account changed, all pairs are tested. */
  private static final int FEW = 3;

  private @Nullable Known known;
  private int accountsTested;

  /**
   * What is known of one graph.
   *
   * @param config under which it was searched
   * @param accounts the accounts
   * @param signatures theirs
   * @param floor by which pairs were dropped
   * @param pairs those that were not
   */
  @SuppressWarnings("ArrayRecordComponent") // a column, made for this and not changed
  private record Known(
      RingConfig config,
      AccountColumns accounts,
      long[] signatures,
      PairFloor floor,
      List<Pair> pairs) {

    /** By account index in a later graph: the index here, -1 for one that is new. */
    int[] placesIn(AccountColumns later) {
      int[] places = new int[later.size()];
      int at = 0;
      for (int account = 0; account < places.length; account++) {
        AccountId id = later.id(account);
        while (at < accounts.size() && accounts.id(at).compareTo(id) < 0) {
          at++;
        }
        places[account] = at < accounts.size() && accounts.id(at).equals(id) ? at : -1;
      }
      return places;
    }
  }

  /** Of how many accounts the last search tested the pairs. */
  int accountsTested() {
    return accountsTested;
  }

  /** All pairs of a graph that may be significant, and perhaps more, in their order. */
  List<Pair> pairs(PairBasis basis) {
    long[] signatures = AccountSignatures.of(basis);
    Known before = known;
    // Whatever fails: what was half found out is of no use.
    known = null;
    AccountColumns accounts = basis.graph().accountColumns();
    Known now =
        before == null || !before.config.equals(basis.config()) || !before.floor.holdsFor(basis)
            ? anew(basis, signatures)
            : after(before, basis, signatures, before.placesIn(accounts));
    known = now;
    return now.pairs;
  }

  private Known anew(PairBasis basis, long[] signatures) {
    PairFloor floor = PairFloor.below(basis);
    accountsTested = signatures.length;
    return known(basis, signatures, floor, PairTests.all(basis, floor));
  }

  private static Known known(
      PairBasis basis, long[] signatures, PairFloor floor, List<Pair> pairs) {
    return new Known(basis.config(), basis.graph().accountColumns(), signatures, floor, pairs);
  }

  private Known after(Known before, PairBasis basis, long[] signatures, int[] places) {
    var changed = new BitSet(places.length);
    int[] unchanged = new int[before.accounts.size()];
    Arrays.fill(unchanged, -1);
    for (int account = 0; account < places.length; account++) {
      if (places[account] >= 0 && before.signatures[places[account]] == signatures[account]) {
        unchanged[places[account]] = account;
      } else {
        changed.set(account);
      }
    }
    if (changed.cardinality() > places.length / FEW) {
      return anew(basis, signatures);
    }
    accountsTested = changed.cardinality();
    List<Pair> kept = new ArrayList<>();
    for (Pair pair : before.pairs) {
      int a = unchanged[pair.a()];
      int b = unchanged[pair.b()];
      if (a >= 0 && b >= 0) {
        kept.add(new Pair(a, b, pair.logP(), pair.tied()));
      }
    }
    boolean coActions = basis.config().coAction().enabled();
    var accounts = new ChangedAccounts(changed, basis.graph(), coActions);
    List<Pair> pairs = new ArrayList<>(PairTests.again(kept, basis, before.floor));
    pairs.addAll(PairTests.of(accounts, basis, before.floor));
    pairs.sort(Comparator.comparingInt(Pair::a).thenComparingInt(Pair::b));
    return known(basis, signatures, before.floor, pairs);
  }
}
