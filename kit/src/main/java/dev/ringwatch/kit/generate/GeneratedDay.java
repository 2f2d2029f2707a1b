package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import java.util.function.Consumer;

/**
 * A generated day, or several: its events and the truth about them. Immutable; threads may share
 * it.
 */
public final class GeneratedDay {

  private final World world;

  GeneratedDay(World world) {
    this.world = world;
  }

  /**
   * Hands over every event, in the order of time, the same at every call. Holds one minute's events
   * at a time; beyond that, memory grows with accounts only.
   */
  public void forEach(Consumer<? super Event> consumer) {
    new Playback(world).run(consumer);
  }

  /**
   * Who abuses, together with whom, and what only looks like it. Made anew at every call,
   * O(accounts).
   */
  public Truth truth() {
    return Truth.of(world);
  }

  /** The plan behind the events, for tests of the generator itself. */
  World world() {
    return world;
  }
}
