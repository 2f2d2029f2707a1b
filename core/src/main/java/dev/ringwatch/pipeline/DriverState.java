package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.Occasions;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All that an embedded driver remembers. Guarded by the one thread that drives. */
final class DriverState {

  private final PipelineConfig config;
  private final DriverLayout layout;

  /** What others may be reading still; each says whether they are done. */
  private final List<BooleanSupplier> held = new ArrayList<>();

  final Steps steps;
  final Partition[] partitions;
  final TickBuffer ticks;
  final Models models = new Models();
  final Rings rings = new Rings();
  final Findings findings = new Findings();
  final FailedEvents setAside = new FailedEvents();
  Shed shed = Shed.NOTHING;
  Occasions occasions;
  @Nullable Tick closed;
  private @Nullable BrokenDriverException broken;

  /** The state of a driver that has seen nothing. */
  DriverState(
      PipelineConfig config,
      DriverLayout layout,
      Steps steps,
      BiConsumer<Tick, List<Event>> onClosed) {
    this.config = config;
    this.layout = layout;
    this.steps = steps;
    partitions = new Partition[layout.partitions()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = partition(i, PartitionState.empty(config, layout.indexSeed()));
    }
    ticks = new TickBuffer(layout.sources(), config.lateness(), layout.live(), onClosed);
    occasions = new Occasions(config.rings().coAction().maxOccasions());
  }

  /**
   * Takes in all that {@link #freeze} froze, instead of nothing.
   *
   * @param version the state's format
   */
  void read(BlockReader in, int version) throws IOException {
    closed = in.readInt() == 0 ? null : new Tick(in.readLong());
    models.read(in);
    ticks.read(in);
    setAside.read(in);
    occasions = new Occasions(config.rings().coAction().maxOccasions(), in);
    boolean withBounds = version >= FrozenState.WITH_BOUNDS;
    if (closed != null && config.bounds().days() > 0) {
      occasions.forgetBefore(config.bounds().cut(closed).keysBefore());
    }
    if (withBounds) {
      shed = new Shed(in.readLong(), in.readLong());
    }
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = partition(i, PartitionState.read(config, layout.indexSeed(), in, withBounds));
    }
    if (version >= FrozenState.WITH_RINGS) {
      rings.read(in);
    }
    if (version >= FrozenState.WITH_FINDINGS) {
      findings.read(in);
    }
    if (version >= FrozenState.WITH_LEARNED) {
      models.readLearned(in);
    }
    if (!withBounds && closed != null && config.bounds().days() > 0) {
      beginToForget(closed);
    }
  }

  /** Accounts may go only once all keys have had their turn; these never had one. */
  private void beginToForget(Tick now) {
    Cut cut = config.bounds().cut(now);
    for (Partition partition : partitions) {
      partition.state().coActions().useAllDropped((int) now.epochMinute());
      partition.expireKeys(new Cut(cut.keysBefore(), cut.accountsBefore(), false), null);
    }
  }

  private Partition partition(int number, PartitionState state) {
    boolean coActions = config.rings().coAction().enabled();
    return new Partition(steps, coActions, layout, number, state);
  }

  /** Says that a tick was closed by half; nothing works any more. */
  BrokenDriverException breakDown(Tick tick, Throwable cause) {
    broken = new BrokenDriverException(tick, cause);
    return broken;
  }

  /** Refuses to go on with half of two ticks. */
  void requireWhole() {
    if (broken != null) {
      throw broken;
    }
  }

  /** All as it is now; see {@link EmbeddedDriver#freeze}. */
  FrozenState freeze(long position) {
    requireWhole();
    letGo();
    Tick heldClosed = closed;
    Shed heldShed = shed;
    List<Frozen> parts = new ArrayList<>();
    parts.add(out -> {
      out.putInt(heldClosed == null ? 0 : 1);
      if (heldClosed != null) {
        out.putLong(heldClosed.epochMinute());
      }
    });
    parts.addAll(List.of(models.freeze(), ticks.freeze(), setAside.freeze(), occasions.freeze()));
    parts.add(out -> {
      out.putLong(heldShed.keys());
      out.putLong(heldShed.accounts());
    });
    Arrays.stream(partitions).map(partition -> partition.state().freeze()).forEach(parts::add);
    parts.addAll(List.of(rings.freeze(), findings.freeze(), models.freezeLearned()));
    FrozenState state =
        new FrozenState(StateSettings.of(config, layout), position, Frozen.all(parts));
    held.add(state::isDone);
    return state;
  }

  /** How many accounts there are. */
  int accounts() {
    return Arrays.stream(partitions).mapToInt(Partition::accounts).sum();
  }

  /** How many link keys there are, co-actions among them. */
  long keys() {
    return Arrays.stream(partitions).mapToLong(Partition::keys).sum();
  }

  /** What all of it takes, by the sizes in {@link StateBounds}. O(partitions). */
  long bytes() {
    return Arrays.stream(partitions).mapToLong(Partition::bytes).sum()
        + (long) occasions.size() * StateBounds.OCCASION_BYTES;
  }

  /** What the graph is made from, as it is. */
  GraphTables graphTables() {
    return new GraphTables(Arrays.stream(partitions).map(Partition::state).toList(), occasions);
  }

  /** What rings are found in, as it is now; see {@link EmbeddedDriver#ringSearch}. */
  RingSearch ringSearch(Tick tick) {
    letGo();
    RingSearch search =
        new RingSearch(config, tick, models.at(tick), graphTables().copy(), rings.newest());
    held.add(search::isDone);
    return search;
  }

  /** Stops copying what is changed once nobody reads what was frozen any more. */
  void letGo() {
    if (!held.isEmpty()) {
      held.removeIf(BooleanSupplier::getAsBoolean);
      if (held.isEmpty()) {
        occasions.thaw();
        Arrays.stream(partitions).forEach(partition -> partition.state().thaw());
      }
    }
  }
}
