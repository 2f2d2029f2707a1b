package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/**
 * Groups tied by identifying keys that few accounts share. A home explains such a group up to a
 * household's size; a larger one is a ring even where no pair of it is surprising by itself, such
 * as a chain in which every device is shared by two neighbours.
 *
 * <p>What keeps innocents out: a key of more accounts than a household ties nobody here (a public
 * computer, a colliding id, a device id of a victim that a ring uses), and neither does one that
 * was only ever seen at one address, or one /56 where that is looked at (a home's or an office's
 * own machines). Several keys that moved have to hold the group together, and more of them than
 * chance lays end to end.
 */
final class StrongGroups {

  /*
   * Chance: whoever is reached over one key has, by another, so many further accounts on average:
   * the mean offspring R of a branching process [1]. Where R is below 1, the total progeny of a
   * Poisson process is at least j with probability about e^(-j (R - 1 - ln R)) [2], so of T tied
   * accounts about T times as many are in a group with j joints; where R is not below 1, anything
   * grows. R is the lesser of two estimates, rings included in both: the further accounts that a
   * tied account has when it is reached, which knows that homes keep to themselves; and the
   * co-users per account of the log, which says something even where one ring alone shares.
   *
   * [1] M. Newman, S. Strogatz, D. Watts: Random graphs with arbitrary degree distributions, 2001.
   * [2] M. Dwass: The total progeny in a branching process, 1969 (the Borel distribution's tail).
   */

  private final KeyColumns keys;
  private final boolean[] ties;
  private final Components components;
  private final int[] further;

  /** Finds the groups of a graph. O(uses of keys). */
  StrongGroups(LinkGraph graph, RingConfig config) {
    keys = graph.keyColumns();
    ties = new boolean[keys.size()];
    components = new Components(graph.accounts());
    for (int key = 0; key < ties.length; key++) {
      ties[key] = mayTie(key, config);
      for (int place = keys.start(key) + 1; ties[key] && place < keys.start(key + 1); place++) {
        components.union(keys.member(place - 1), keys.member(place));
      }
    }
    further = new int[graph.accounts()];
    keepSurprising(config);
  }

  private boolean mayTie(int key, RingConfig config) {
    return keys.isStatic(key)
        && config.enabled(keys.kind(key))
        && config.key(keys.kind(key)).identifying()
        && keys.accounts(key) <= config.groups().householdSize()
        && !KeyUsage.isValueHash(keys.companion(key, LinkKeyKind.IP))
        && !KeyUsage.isValueHash(keys.companion(key, LinkKeyKind.NETWORK));
  }

  private void keepSurprising(RingConfig config) {
    var joints = new int[further.length];
    double tied = 0;
    double reachedThenFurther = 0;
    double coUsers = 0;
    for (int account = 0; account < further.length; account++) {
      double reached = reach(account);
      tied += reached > 0 ? 1 : 0;
      coUsers += reached;
      reachedThenFurther += reached * further[account];
      joints[components.find(account)] += further[account] > 0 ? 1 : 0;
    }
    double offspring =
        Math.min(reachedThenFurther / Math.max(1, coUsers), coUsers / Math.max(1, further.length));
    double surprisePerJoint =
        offspring < 1 ? offspring - 1 - StrictMath.log(Math.max(1e-9, offspring)) : 0;
    double enough = StrictMath.log(Math.max(1, tied)) - StrictMath.log(config.falseDiscoveryRate());
    int[] sizes = components.sizes();
    for (int key = 0; key < ties.length; key++) {
      int root = ties[key] ? components.find(keys.member(keys.start(key))) : 0;
      ties[key] =
          ties[key]
              && sizes[root] > config.groups().householdSize()
              && joints[root] * surprisePerJoint >= enough;
    }
  }

  /**
   * Counts the accounts that share a tying key with an account, and notes those beyond its largest
   * key.
   */
  private int reach(int account) {
    int largest = 0;
    int count = 0;
    var others = new IntOpenHashSet();
    for (int i = keys.accountStart(account); i < keys.accountStart(account + 1); i++) {
      int key = keys.accountKey(i);
      if (ties[key]) {
        count++;
        largest = Math.max(largest, keys.accounts(key) - 1);
        for (int place = keys.start(key); place < keys.start(key + 1); place++) {
          others.add(keys.member(place));
        }
      }
    }
    int reached = count == 0 ? 0 : others.size() - 1;
    further[account] = reached - largest;
    return reached;
  }

  /** Whether a key is one of those that tie a surprising group. */
  boolean ties(int key) {
    return ties[key];
  }
}
