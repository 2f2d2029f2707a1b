package dev.ringwatch.detect.ring;

import java.util.BitSet;

/**
 * The accounts of a graph of which something changed, and with which of those that did not each of
 * them acted together. Immutable, safe for threads.
 */
final class ChangedAccounts {

  private final BitSet changed;

  /** By account, where its partners begin; one more at the end. */
  private final int[] start;

  private final int[] partners;

  /**
   * Those of a graph.
   *
   * @param changed by account index; handed over
   * @param coActions whether it counts that accounts acted together
   */
  ChangedAccounts(BitSet changed, LinkGraph graph, boolean coActions) {
    this.changed = changed;
    OccasionColumns occasions = graph.occasionColumns();
    start = new int[graph.accounts() + 1];
    if (!coActions) {
      partners = new int[0];
      return;
    }
    forEachPartner(occasions, (one, partner) -> start[one + 1]++);
    for (int account = 0; account < graph.accounts(); account++) {
      start[account + 1] += start[account];
    }
    partners = new int[start[graph.accounts()]];
    int[] next = start.clone();
    forEachPartner(occasions, (one, partner) -> partners[next[one]++] = partner);
  }

  /** Sees a changed account and a partner. */
  private interface Visitor {
    void partner(int changed, int partner);
  }

  /** Visits the partners of lower index that did not change, ascending and each once. */
  private void forEachPartner(OccasionColumns occasions, Visitor visitor) {
    for (int account = 0; account + 1 < start.length; account++) {
      int last = -1;
      for (int place = occasions.start(account); place < occasions.start(account + 1); place++) {
        int other = occasions.other(place);
        if (other != last && changed.get(other) && !changed.get(account)) {
          visitor.partner(other, account);
        }
        last = other;
      }
    }
  }

  /** Their indexes, ascending. */
  int[] indexes() {
    return changed.stream().toArray();
  }

  /** Whether a pair of a changed account and another is looked at from the first. */
  boolean isLookedAtFrom(int account, int other) {
    return other > account || (other < account && !changed.get(other));
  }

  /**
   * The first place of the accounts of lower index that did not change and with which an account
   * acted together; they are in ascending order.
   */
  int firstPartner(int account) {
    return start[account];
  }

  /** The place behind the last of them. */
  int lastPartner(int account) {
    return start[account + 1];
  }

  int partner(int place) {
    return partners[place];
  }
}
