package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps on the events of closed ticks, in all partitions. A tick closes whole, or the
 * state is broken. Used by the driver's thread.
 */
final class TickCloser {

  /** So many events of a closing tick are applied between two pauses. */
  private static final int SLICE = 1_000;

  private final List<LinkKeyKind> kinds;
  private final HashKey hashKey;
  private final boolean live;
  private final @Nullable Forgetting forgetting;
  private final DriverState state;
  private Runnable pause = () -> {};

  /**
   * A closer of a state's ticks.
   *
   * @param live whether it pauses between slices, and accounts are told at every tick
   */
  TickCloser(PipelineConfig config, boolean live, DriverState state) {
    this.kinds = config.rings().kindsWithRoom();
    this.hashKey = config.hashKey();
    this.live = live;
    this.state = state;
    this.forgetting =
        config.bounds().areThere() ? new Forgetting(config, state, this::tellSharing) : null;
  }

  /** Has something done between slices; see {@link EmbeddedDriver#onPause}. */
  void onPause(Runnable between) {
    pause = between;
  }

  /**
   * Closes a tick: applies its events to the states of all keys, and has them forget what is too
   * old by then.
   *
   * @param events in canonical order, without duplicates; none if time alone has passed
   */
  void close(Tick tick, List<Event> events) {
    state.requireWhole();
    try {
      applyTick(tick, events);
    } catch (RuntimeException | Error e) {
      throw state.breakDown(tick, e);
    }
  }

  private void applyTick(Tick tick, List<Event> events) {
    state.letGo();
    Tick before = forgetUpTo(tick);
    int slice = live ? SLICE : events.size();
    for (int from = 0; from < events.size(); from += slice) {
      int to = Math.min(events.size(), from + slice);
      apply(tick, events.subList(from, to));
      if (to < events.size()) {
        state.ticks.applied(events.get(to - 1));
        pause.run();
      }
    }
    state.occasions.shed();
    closed(tick, before);
    state.models.forgetReplaced(tick);
    if (live) {
      tellSharing(tick);
    }
  }

  /**
   * Forgets what became too old in the minutes since the last closed tick and before this one.
   *
   * @return up to where that was done; null if nothing is ever forgotten, before the first tick
   */
  private @Nullable Tick forgetUpTo(Tick tick) {
    if (forgetting == null) {
      return state.closed;
    }
    Tick eve = new Tick(tick.epochMinute() - 1);
    if (state.closed == null) {
      forgetting.begin(tick);
      return eve;
    }
    if (eve.compareTo(state.closed) > 0) {
      forgetting.advance(state.closed, eve);
      return eve;
    }
    return state.closed;
  }

  /** Has time come as far as the end of a tick. */
  private void closed(Tick tick, @Nullable Tick before) {
    state.closed = tick;
    if (forgetting != null && before != null) {
      forgetting.advance(before, tick);
    }
    state.rings.advance(tick, this::touch);
    state.findings.advance(tick, this::touch);
  }

  private void touch(AccountId account) {
    long hash = AccountIndex.hash(account, hashKey);
    Partition home = state.partitions[Partition.owner(hash, state.partitions.length)];
    int place = home.state().accounts().find(account, hash);
    if (place >= 0) {
      home.touched().mark(place);
    }
  }

  private void apply(Tick tick, List<Event> events) {
    TickInputs inputs = new TickInputs(events, kinds, hashKey);
    int tasks = state.partitions.length;
    IntStream.range(0, tasks).parallel().forEach(task -> prepare(inputs, task, tasks));
    Arrays.stream(state.partitions)
        .parallel()
        .forEach(partition -> partition.numberAccounts(inputs, tick));
    Arrays.stream(state.partitions).parallel().forEach(partition -> partition.apply(inputs));
    for (Partition partition : state.partitions) {
      partition.drainOccasions(state.occasions);
      partition.drainSetAside(state.setAside::add);
    }
  }

  private void tellSharing() {
    tellSharing(Objects.requireNonNull(state.closed));
  }

  /** Has link keys tell their accounts what these do not know yet. */
  void tellSharing(Tick tick) {
    for (Partition partition : state.partitions) {
      partition.tellSharing(tick, this::share);
    }
  }

  private static void prepare(TickInputs inputs, int task, int tasks) {
    long size = inputs.size();
    inputs.prepare((int) (size * task / tasks), (int) (size * (task + 1) / tasks));
  }

  private void share(Sharing sharing) {
    state.partitions[sharing.account() % state.partitions.length].share(sharing);
  }
}
