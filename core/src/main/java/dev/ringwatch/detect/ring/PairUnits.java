package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one pair shares, reduced to independent pieces of evidence: keys that only ever appear
 * together are one, targets of one owner are one. Mutable, used by one thread, and reused from pair
 * to pair.
 */
final class PairUnits {

  private static final int SLOTS = NullModel.SLOTS;
  private static final List<LinkKeyKind.Family> FAMILIES = List.of(LinkKeyKind.Family.values());
  private static final int CO_ACTION = FAMILIES.indexOf(LinkKeyKind.Family.CO_ACTION);

  /** By static kind: the place of its family in {@link #FAMILIES}. */
  private static final int[] FAMILY =
      LinkKeys.STATIC.stream().mapToInt(kind -> FAMILIES.indexOf(kind.family())).toArray();

  private final DoubleArrayList[] masses = new DoubleArrayList[SLOTS];

  /** By static kind: the pair mass of the rarest popular key; 0 for none. */
  private final double[] popular = new double[NullModel.FIRST_SCALE];

  private final double[] alone = new double[1];
  private final int[] degreeA = new int[NullModel.FIRST_SCALE];
  private final int[] degreeB = new int[NullModel.FIRST_SCALE];
  private int actionsA;
  private int actionsB;
  private int identifying;
  private int coActionUnits;

  PairUnits() {
    for (int kind = 0; kind < SLOTS; kind++) {
      masses[kind] = new DoubleArrayList();
    }
  }

  void clear() {
    for (DoubleArrayList kind : masses) {
      kind.clear();
    }
    identifying = 0;
    coActionUnits = 0;
    Arrays.fill(popular, 0);
  }

  /** Sets how many keys of a static kind the two accounts have. */
  void degrees(LinkKeyKind kind, int ofA, int ofB) {
    degreeA[LinkKeys.index(kind)] = ofA;
    degreeB[LinkKeys.index(kind)] = ofB;
  }

  /** Sets how often the two accounts acted on targets. */
  void actions(int ofA, int ofB) {
    actionsA = ofA;
    actionsB = ofB;
  }

  /**
   * Adds one independent static key. Of a kind that does not identify only the rarest counts: a
   * carrier hands out many addresses to the same people, so that the second shared address says
   * nothing that the first did not.
   */
  void addKey(LinkKeyKind kind, double pairMass, boolean isIdentifying) {
    DoubleArrayList shared = masses[LinkKeys.index(kind)];
    if (isIdentifying || shared.isEmpty()) {
      shared.add(pairMass);
      identifying += isIdentifying ? 1 : 0;
    } else {
      shared.set(0, Math.min(shared.getDouble(0), pairMass));
    }
  }

  /**
   * Adds a key above its popularity cap. It counts if none of its kind below the cap is there, and
   * never for the structure.
   */
  void addPopularKey(LinkKeyKind kind, double pairMass) {
    int slot = LinkKeys.index(kind);
    popular[slot] = popular[slot] == 0 ? pairMass : Math.min(popular[slot], pairMass);
  }

  /** Sets the targets. */
  void targets(SharedTargets targets) {
    for (int scale = 0; scale < NullModel.TARGET_SCALES; scale++) {
      targets.addMassesTo(masses[NullModel.FIRST_SCALE + scale], scale);
    }
    coActionUnits = targets.episodes();
  }

  /**
   * Whether the pair rests on independent evidence: two static kinds, two identifying keys, a
   * static key and a co-action, or co-actions on several targets. Kinds of one family, such as the
   * address and what is made of it, are one.
   */
  boolean structured(int minTargets) {
    int families = 0;
    for (int slot = 0; slot < FAMILY.length; slot++) {
      families |= masses[slot].isEmpty() ? 0 : 1 << FAMILY[slot];
    }
    int kinds = Integer.bitCount(families);
    return kinds >= 2
        || identifying >= 2
        || (kinds >= 1 && coActionUnits >= 1)
        || coActionUnits >= minTargets;
  }

  /** The logarithm of the pair's p-value. O(shared keys log keys). */
  double logP(NullModel model) {
    var logs = new double[FAMILIES.size()];
    for (int slot = 0; slot < FAMILY.length; slot++) {
      logs[FAMILY[slot]] = Math.min(logs[FAMILY[slot]], logTail(slot, model));
    }
    for (int family = 0; family < logs.length; family++) {
      int choices = model.familyKinds(family);
      logs[family] =
          choices < 2 ? logs[family] : Math.min(0, logs[family] + StrictMath.log(choices));
    }
    double smallest = 0;
    for (int slot = NullModel.FIRST_SCALE; slot < SLOTS; slot++) {
      smallest = Math.min(smallest, logTail(slot, model));
    }
    logs[CO_ACTION] = Math.min(0, smallest + StrictMath.log(NullModel.TARGET_SCALES));
    return model.combine(logs);
  }

  private double logTail(int slot, NullModel model) {
    DoubleArrayList shared = masses[slot];
    if (slot < NullModel.FIRST_SCALE && shared.isEmpty() && popular[slot] > 0) {
      alone[0] = popular[slot];
      return model.logTail(slot, degreeA[slot], degreeB[slot], alone, 1);
    }
    Arrays.sort(shared.elements(), 0, shared.size());
    int a = slot < NullModel.FIRST_SCALE ? degreeA[slot] : actionsA;
    int b = slot < NullModel.FIRST_SCALE ? degreeB[slot] : actionsB;
    return model.logTail(slot, a, b, shared.elements(), shared.size());
  }
}
