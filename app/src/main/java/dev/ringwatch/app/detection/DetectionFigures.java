package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.Shed;
import dev.ringwatch.pipeline.StateBounds;
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
 * @param keys how many link keys there are
 * @param stateBytes what the state takes, by the sizes in {@link StateBounds}
 * @param shed what was shed because it did not fit
 */
public record DetectionFigures(
    TickTimes ticks,
    Duration snapshotTime,
    Optional<Tick> modelFrom,
    int modelAccounts,
    Duration ringSearch,
    int rings,
    long keys,
    long stateBytes,
    Shed shed) {

  /** What is known of a job's work. */
  public static DetectionFigures ofFlink(Optional<Tick> modelFrom, int modelAccounts, int rings) {
    return new DetectionFigures(
        TickTimes.NONE,
        Duration.ZERO,
        modelFrom,
        modelAccounts,
        Duration.ZERO,
        rings,
        0,
        0,
        new Shed(0, 0));
  }

  static final DetectionFigures BEFORE_START =
      new DetectionFigures(
          TickTimes.NONE,
          Duration.ZERO,
          Optional.empty(),
          0,
          Duration.ZERO,
          0,
          0,
          0,
          new Shed(0, 0));
}
