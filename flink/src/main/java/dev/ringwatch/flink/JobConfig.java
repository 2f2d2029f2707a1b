package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the job runs.
 *
 * @param pipeline what moves scores; nothing may be forgotten yet, that is its bounds are none
 * @param ringsEvery how often rings are searched for, in event time: whole minutes, at least one.
 *     What is found counts in the scores of the last tick of each such time, and on
 * @param idleAfter after how long without an event of a source the others do not wait for it any
 *     more; positive
 */
public record JobConfig(PipelineConfig pipeline, Duration ringsEvery, Duration idleAfter)
    implements Serializable {

  /** Checks the bounds and the times. */
  public JobConfig {
    if (pipeline.bounds().days() != 0 || pipeline.bounds().bytes() != 0) {
      throw new IllegalArgumentException(
          "the Flink job forgets nothing yet: leave days and bytes of the bounds at 0");
    }
    if (ringsEvery.toMillis() < Tick.MILLIS || ringsEvery.toMillis() % Tick.MILLIS != 0) {
      throw new IllegalArgumentException(
          "rings are searched for every one or more whole minutes, not every " + ringsEvery);
    }
    if (!idleAfter.isPositive()) {
      throw new IllegalArgumentException("idleAfter must be positive, not " + idleAfter);
    }
  }

  /** Rings every ten minutes, and half a minute for a source that is silent. */
  public static JobConfig of(PipelineConfig pipeline) {
    return new JobConfig(pipeline, Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  /** The same with rings searched for at other times. */
  public JobConfig withRingsEvery(Duration other) {
    return new JobConfig(pipeline, other, idleAfter);
  }

  Keys keys() {
    return new Keys(pipeline.hashKey());
  }
}
