package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one partition remembers from tick to tick: its accounts and their profiles, and the states
 * of its link keys and co-action keys.
 *
 * @param accounts the accounts by number
 * @param profiles their profiles
 * @param links the link keys of each enabled kind
 * @param coActions the co-action keys
 */
record PartitionState(
    AccountIndex accounts, Profiles profiles, List<LinksOfKind> links, CoActionUsages coActions) {

  /** The states of one kind's keys, and which of them have accounts to tell. */
  record LinksOfKind(KeyUsages states, IntArrayList untold) {

    private static LinksOfKind read(KeyUsages states, BlockReader in) throws IOException {
      return new LinksOfKind(states, IntArrayList.wrap(in.readInts(in.readCount())));
    }

    private Frozen freeze() {
      int[] heldUntold = untold.toIntArray();
      return Frozen.all(List.of(states.freeze(), out -> write(out, heldUntold)));
    }

    private static void write(BlockWriter out, int[] keys) throws IOException {
      out.putInt(keys.length);
      out.putInts(keys, 0, keys.length);
    }
  }

  /** A partition that has seen nothing, with its indexes under a seed. */
  static PartitionState empty(PipelineConfig config, long indexSeed) {
    List<LinkKeyKind> kinds = config.rings().kindsWithRoom();
    List<LinksOfKind> links = new ArrayList<>();
    for (LinkKeyKind kind : config.rings().enabledKinds()) {
      links.add(new LinksOfKind(new KeyUsages(kind, kinds, indexSeed), new IntArrayList()));
    }
    return new PartitionState(
            new AccountIndex(indexSeed, links.size()),
            new Profiles(),
            links,
            new CoActionUsages(config.rings(), indexSeed))
        .sweptDaily(config);
  }

  /**
   * The state that {@link #freeze} froze, under the same configuration.
   *
   * @param withBounds whether it did so since states are bounded
   */
  static PartitionState read(
      PipelineConfig config, long indexSeed, BlockReader in, boolean withBounds)
      throws IOException {
    AccountIndex accounts =
        new AccountIndex(
            indexSeed, config.rings().enabledKinds().size(), config.hashKey(), in, withBounds);
    Profiles profiles = new Profiles(accounts, config.profiles(), in);
    if (!withBounds) {
      for (int place = 0; place < accounts.size(); place++) {
        Optional<Instant> last = profiles.get(place).lastEvent();
        accounts.see(place, last.map(at -> (int) Tick.of(at).epochMinute()).orElse(0));
      }
    }
    List<LinkKeyKind> kinds = config.rings().kindsWithRoom();
    List<LinksOfKind> links = new ArrayList<>();
    for (LinkKeyKind kind : config.rings().enabledKinds()) {
      links.add(LinksOfKind.read(new KeyUsages(kind, kinds, indexSeed, in), in));
    }
    CoActionUsages coActions = new CoActionUsages(config.rings(), indexSeed, in, withBounds);
    return new PartitionState(accounts, profiles, links, coActions).sweptDaily(config);
  }

  private PartitionState sweptDaily(PipelineConfig config) {
    if (config.bounds().areThere()) {
      accounts.sweepDaily();
      links.forEach(ofKind -> ofKind.states().sweepDaily());
      coActions.sweepDaily();
    }
    return this;
  }

  /**
   * Accounts, profiles and keys as they are now, to be read one by one by another thread until
   * {@link #thaw}; nothing is found by its id or value.
   */
  PartitionState copy() {
    return new PartitionState(
        accounts.copy(),
        profiles.copy(),
        links.stream()
            .map(ofKind -> new LinksOfKind(ofKind.states().copy(), new IntArrayList()))
            .toList(),
        coActions.copy());
  }

  /** All as it is now, to be written while it changes. */
  Frozen freeze() {
    List<Frozen> parts = new ArrayList<>(List.of(accounts.freeze(), profiles.freeze()));
    links.forEach(ofKind -> parts.add(ofKind.freeze()));
    parts.add(coActions.freeze());
    return Frozen.all(parts);
  }

  /** No frozen view or copy of this state will be used any more. */
  void thaw() {
    accounts.thaw();
    profiles.thaw();
    links.forEach(ofKind -> ofKind.states().thaw());
    coActions.thaw();
  }
}
