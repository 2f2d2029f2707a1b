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
import org.jspecify.annotations.Nullable;

/** All that an embedded driver remembers. Guarded by the one thread that drives. */
final class DriverState {

  private final PipelineConfig config;
  private final DriverLayout layout;
  private final List<FrozenState> frozen = new ArrayList<>();
  final Steps steps;
  final Partition[] partitions;
  final TickBuffer ticks;
  final Models models = new Models();
  final FailedEvents setAside = new FailedEvents();
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

  /** Takes in all that {@link #freeze} froze, instead of nothing. */
  void read(BlockReader in) throws IOException {
    closed = in.readInt() == 0 ? null : new Tick(in.readLong());
    models.read(in);
    ticks.read(in);
    setAside.read(in);
    occasions = new Occasions(config.rings().coAction().maxOccasions(), in);
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = partition(i, PartitionState.read(config, layout.indexSeed(), in));
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
    List<Frozen> parts = new ArrayList<>();
    parts.add(out -> {
      out.putInt(heldClosed == null ? 0 : 1);
      if (heldClosed != null) {
        out.putLong(heldClosed.epochMinute());
      }
    });
    parts.addAll(List.of(models.freeze(), ticks.freeze(), setAside.freeze(), occasions.freeze()));
    Arrays.stream(partitions).map(partition -> partition.state().freeze()).forEach(parts::add);
    FrozenState state =
        new FrozenState(StateSettings.of(config, layout), position, Frozen.all(parts));
    frozen.add(state);
    return state;
  }

  /** Stops copying what is changed once nobody reads a frozen state any more. */
  void letGo() {
    if (!frozen.isEmpty()) {
      frozen.removeIf(FrozenState::isDone);
      if (frozen.isEmpty()) {
        occasions.thaw();
        Arrays.stream(partitions).forEach(partition -> partition.state().thaw());
      }
    }
  }
}
