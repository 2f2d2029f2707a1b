package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Groups of accounts that edges hold together: components, split by Leiden where they are large,
 * without loose members.
 */
final class Groups {

  private Groups() {}

  /**
   * The groups of at least the smallest ring's size, each in ascending order, by lowest account.
   */
  static List<int[]> of(EdgeGraph graph, List<Pair> pairs, GroupPolicy policy) {
    var tied = new BitSet();
    List<Pair> ties = pairs.stream().filter(Pair::tied).toList();
    ties.forEach(pair -> tied.set(pair.a()));
    ties.forEach(pair -> tied.set(pair.b()));
    var communities = new Components(graph.vertices());
    for (int[] component : Components.of(graph).atLeast(policy.minRingSize())) {
      for (int[] community : split(graph.induced(component), policy)) {
        for (int vertex : community) {
          communities.union(component[community[0]], component[vertex]);
        }
      }
    }
    ties.forEach(pair -> communities.union(pair.a(), pair.b()));
    var groups = new ArrayList<int[]>();
    for (int[] members : communities.atLeast(policy.minRingSize())) {
      int[] dense =
          pick(members, DenseCore.of(graph.induced(members), place -> tied.get(members[place])));
      Components.of(graph.induced(dense)).atLeast(policy.minRingSize()).stream()
          .map(part -> pick(dense, part))
          .forEach(groups::add);
    }
    return groups;
  }

  private static List<int[]> split(EdgeGraph component, GroupPolicy policy) {
    if (component.vertices() > policy.leidenAbove()) {
      return Leiden.communities(component, policy.resolution(), policy.seed());
    }
    var all = new int[component.vertices()];
    Arrays.setAll(all, vertex -> vertex);
    return List.of(all);
  }

  private static int[] pick(int[] from, int[] places) {
    return Arrays.stream(places).map(place -> from[place]).toArray();
  }
}
