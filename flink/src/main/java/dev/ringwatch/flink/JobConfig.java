package dev.ringwatch.flink;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the job runs.
 *
 * @param pipeline what moves scores; its bounds may be in days and not in bytes, for no task knows
 *     what is the oldest of all
 * @param scoresEvery how often final scores are said, in event time: whole minutes, at least one.
 *     They are those of the last tick of each such time; an account that did nothing, and of which
 *     nothing else is known than before, has none anew
 * @param ringsEvery how often rings are searched for: a multiple of that. What is found counts in
 *     the scores of the last tick of each such time, and on
 * @param idleAfter after how long without an event of a source the others do not wait for it any
 *     more; positive
 */
public record JobConfig(
    PipelineConfig pipeline, Duration scoresEvery, Duration ringsEvery, Duration idleAfter)
    implements Serializable {

  /** Checks the bounds and the times. */
  public JobConfig {
    if (pipeline.bounds().bytes() != 0) {
      throw new IllegalArgumentException(
          "the Flink job forgets by days only: leave the bytes of the bounds at 0");
    }
    if (!isMultiple(scoresEvery, Duration.ofMinutes(1))) {
      throw new IllegalArgumentException(
          "scores are said every one or more whole minutes, not every " + scoresEvery);
    }
    if (!isMultiple(ringsEvery, scoresEvery)) {
      throw new IllegalArgumentException(
          "rings are searched for at some of the times at which scores are said, every "
              + scoresEvery
              + ", and not every "
              + ringsEvery);
    }
    if (!idleAfter.isPositive()) {
      throw new IllegalArgumentException("idleAfter must be positive, not " + idleAfter);
    }
  }

  private static boolean isMultiple(Duration time, Duration of) {
    return time.isPositive() && of.multipliedBy(time.dividedBy(of)).equals(time);
  }

  /** Scores every minute, rings every ten, and half a minute for a source that is silent. */
  public static JobConfig of(PipelineConfig pipeline) {
    return new JobConfig(
        pipeline, Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  /** The same with scores and rings at other times. */
  public JobConfig withTimes(Duration otherScores, Duration otherRings) {
    return new JobConfig(pipeline, otherScores, otherRings, idleAfter);
  }

  /** The same where a silent source is waited for otherwise. */
  public JobConfig withIdleAfter(Duration other) {
    return new JobConfig(pipeline, scoresEvery, ringsEvery, other);
  }

  /** The same where ids are hashed under another key. */
  JobConfig withHashKey(HashKey other) {
    return new JobConfig(pipeline.withHashKey(other), scoresEvery, ringsEvery, idleAfter);
  }

  /** The tick at which what happens in a tick is in the scores that are said. */
  Tick scoredAt(Tick tick) {
    return last(tick, scoresEvery);
  }

  /** The tick at which rings are searched for in what happens in a tick. */
  Tick searchedAt(Tick tick) {
    return last(tick, ringsEvery);
  }

  /** The last tick of the time, of so many minutes each, that a tick lies in. */
  private static Tick last(Tick tick, Duration every) {
    long minutes = every.toMinutes();
    return new Tick(Math.floorDiv(tick.epochMinute(), minutes) * minutes + minutes - 1);
  }

  Keys keys() {
    return new Keys(pipeline.hashKey());
  }
}
