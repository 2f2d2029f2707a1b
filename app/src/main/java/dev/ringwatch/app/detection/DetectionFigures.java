package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;
import java.time.Duration;
import java.util.Optional;

/**
 * What detection says of its own work, for who watches it.
 *
 * @param ticks how long it takes to close ticks
 * @param snapshotTime what writing the last snapshot took; zero before the first
 * @param modelFrom the tick from which the last model holds; empty without one
 * @param modelAccounts from how many accounts the model in force was learned; 0 without one
 * @param ringSearch what the last search for rings took; zero before the first
 * @param rings how many it found
 */
public record DetectionFigures(
    TickTimes ticks,
    Duration snapshotTime,
    Optional<Tick> modelFrom,
    int modelAccounts,
    Duration ringSearch,
    int rings) {

  static final DetectionFigures BEFORE_START =
      new DetectionFigures(TickTimes.NONE, Duration.ZERO, Optional.empty(), 0, Duration.ZERO, 0);
}
