package dev.ringwatch.app.serve;

import dev.ringwatch.event.Tick;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The time of day, and up to which tick what was found is known to whoever decides.
 *
 * @param clock the time of day
 * @param tick the tick
 */
public record KnownTick(InstantSource clock, Supplier<Tick> tick) {

  /** Without a server that says more: no more than each incident knows by itself. */
  public static KnownTick ofIncidents(InstantSource clock) {
    return new KnownTick(clock, () -> new Tick(0));
  }
}
