package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;

/**
 * Groups tied by identifying keys that few accounts share. A home explains such a group up to a
 * household's size; a larger one is a ring even where no pair of it is surprising by itself, such
 * as a chain in which every device is shared by two neighbours.
 *
 * <p>What keeps innocents out: a key of more accounts than a household ties nobody here (a public
 * computer, a colliding id, a device id of a victim that a ring uses), and neither does one that
 * was only ever seen at one address (a home's or an office's own machines). Several keys that moved
 * have to hold the group together.
 */
final class StrongGroups {

  private final boolean[] ties;

  /** Finds the groups of a graph. O(uses of keys). */
  StrongGroups(LinkGraph graph, RingConfig config) {
    KeyColumns keys = graph.keyColumns();
    ties = new boolean[keys.size()];
    var components = new Components(graph.accounts());
    for (int key = 0; key < ties.length; key++) {
      ties[key] = mayTie(key, keys, config);
      for (int place = keys.start(key) + 1; ties[key] && place < keys.start(key + 1); place++) {
        components.union(keys.member(place - 1), keys.member(place));
      }
    }
    int[] sizes = components.sizes();
    for (int key = 0; key < ties.length; key++) {
      int root = ties[key] ? components.find(keys.member(keys.start(key))) : 0;
      ties[key] = ties[key] && sizes[root] > config.groups().householdSize();
    }
  }

  private static boolean mayTie(int key, KeyColumns keys, RingConfig config) {
    return keys.isStatic(key)
        && config.enabled(keys.kind(key))
        && config.key(keys.kind(key)).identifying()
        && keys.accounts(key) <= config.groups().householdSize()
        && !KeyUsage.isValueHash(keys.companion(key, LinkKeyKind.IP));
  }

  /** Whether a key is one of those that tie a group larger than a household. */
  boolean ties(int key) {
    return ties[key];
  }
}
