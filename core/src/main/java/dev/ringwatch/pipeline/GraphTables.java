package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.feature.Profile;
import java.util.List;

/**
 * What the graph of who shares what with whom is made from.
 *
 * @param partitions the states of all partitions, by their number
 * @param occasions when accounts acted together
 */
record GraphTables(List<PartitionState> partitions, Occasions occasions) {

  /** Copies the list. */
  GraphTables {
    partitions = List.copyOf(partitions);
  }

  /** All as it is now, for another thread, until the states are thawed. O(rows / 4096). */
  GraphTables copy() {
    return new GraphTables(
        partitions.stream().map(PartitionState::copy).toList(), occasions.copy());
  }

  /** The graph. O(rows), on all processors of the pool that it is called in. */
  LinkGraph graph(RingConfig config) {
    return graph(config, new SearchMemory());
  }

  /** The same by what the graph before left. */
  LinkGraph graph(RingConfig config, SearchMemory memory) {
    LinkGraph.Builder graph = LinkGraph.builder(config);
    for (int i = 0; i < partitions.size(); i++) {
      addTo(graph, partitions.get(i), i);
    }
    return graph
        .coActions(partitions.stream().map(PartitionState::coActions).toList(), occasions)
        .build(memory);
  }

  private void addTo(LinkGraph.Builder graph, PartitionState partition, int number) {
    Profiles profiles = partition.profiles();
    for (int place = 0; place < profiles.size(); place++) {
      Profile profile = profiles.find(place);
      if (profile != null) {
        int account = Partition.number(place, number, partitions.size());
        graph.account(account, partition.accounts().id(place), profile.actionsOnTargets());
        for (int kind = 0; kind < partition.links().size(); kind++) {
          int lost = partition.accounts().lost(place, kind);
          graph.lostKeys(account, partition.links().get(kind).states().kind(), lost);
        }
      }
    }
    partition.links().forEach(ofKind -> graph.keys(ofKind.states()));
  }

  /** The profile of an account by its number, to read. */
  Profile profile(int number) {
    return partitions.get(number % partitions.size()).profiles().get(number / partitions.size());
  }
}
