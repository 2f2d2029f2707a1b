package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;

/**
 * What one pair shares, reduced to independent pieces of evidence: keys that only ever appear
 * together are one, targets of one owner are one. Mutable, used by one thread, and reused from pair
 * to pair.
 */
final class PairUnits {

  private static final int KINDS = LinkKeyKind.values().length;

  private final DoubleArrayList[] masses = new DoubleArrayList[KINDS];
  private final int[] degreeA = new int[KINDS];
  private final int[] degreeB = new int[KINDS];
  private int identifying;
  private int coActionUnits;

  PairUnits() {
    for (int kind = 0; kind < KINDS; kind++) {
      masses[kind] = new DoubleArrayList();
    }
  }

  void clear() {
    for (DoubleArrayList kind : masses) {
      kind.clear();
    }
    identifying = 0;
    coActionUnits = 0;
  }

  /** Sets how busy the two accounts are in one kind. */
  void degrees(LinkKeyKind kind, int ofA, int ofB) {
    degreeA[NullModel.index(kind)] = ofA;
    degreeB[NullModel.index(kind)] = ofB;
  }

  /**
   * Adds one independent static key. Of a kind that does not identify only the rarest counts: a
   * carrier hands out many addresses to the same people, so that the second shared address says
   * nothing that the first did not.
   */
  void addKey(LinkKeyKind kind, double pairMass, boolean isIdentifying) {
    DoubleArrayList shared = masses[NullModel.index(kind)];
    if (isIdentifying || shared.isEmpty()) {
      shared.add(pairMass);
      identifying += isIdentifying ? 1 : 0;
    } else {
      shared.set(0, Math.min(shared.getDouble(0), pairMass));
    }
  }

  /** Sets the targets. */
  void targets(SharedTargets targets) {
    targets.addMassesTo(masses[NullModel.index(LinkKeyKind.CO_ACTION)]);
    coActionUnits = targets.episodes();
  }

  /** On how many independent targets the pair acted. */
  int coActionUnits() {
    return coActionUnits;
  }

  /** How many independent static keys the pair shares. */
  int staticUnits() {
    int count = 0;
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      count += masses[LinkKeys.index(kind)].size();
    }
    return count;
  }

  /**
   * Whether the pair rests on independent evidence: two static kinds, two identifying keys, a
   * static key and a co-action, or co-actions on several targets.
   */
  boolean structured(int minTargets) {
    int kinds = 0;
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      kinds += masses[LinkKeys.index(kind)].isEmpty() ? 0 : 1;
    }
    return kinds >= 2
        || identifying >= 2
        || (kinds >= 1 && coActionUnits >= 1)
        || coActionUnits >= minTargets;
  }

  /** The logarithm of the pair's p-value. O(shared keys log keys). */
  double logP(NullModel model) {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      DoubleArrayList shared = masses[kind];
      shared.sort(null);
      sum += model.logTail(kind, degreeA[kind], degreeB[kind], shared.elements(), shared.size());
    }
    return model.combine(sum);
  }
}
