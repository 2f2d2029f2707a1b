package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.learn.LearnedWeights;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record in the log that moves scores, effective at a named tick, so that a score is a function
 * of the log and nothing else.
 */
public sealed interface Control {

  /** The first tick whose final scores it moves, or if that is closed, the first that is not. */
  Tick effectiveFrom();

  /**
   * Scores accounts by another model.
   *
   * @param effectiveFrom the first tick scored by it
   * @param model the model
   */
  record UseModel(Tick effectiveFrom, AnomalyModel model) implements Control {}

  /**
   * Says which rings there are, by what is different from before.
   *
   * @param effectiveFrom the first tick at which it tells members
   * @param changed rings that are new or not as they were, each once
   * @param ended the ids of those that are no longer
   */
  record ChangeRings(Tick effectiveFrom, List<RingInForce> changed, List<String> ended)
      implements Control {

    /** Copies the lists. */
    public ChangeRings {
      changed = List.copyOf(changed);
      ended = List.copyOf(ended);
    }
  }

  /**
   * Says whom a hunt found, in place of whom it had found before.
   *
   * @param effectiveFrom the first tick at which their risk is raised
   * @param findings whom it found
   */
  record ChangeFindings(Tick effectiveFrom, FindingsInForce findings) implements Control {}

  /**
   * Has scores be adjusted by what verdicts taught, or be what they are without.
   *
   * @param effectiveFrom the first tick scored so
   * @param weights what verdicts taught; empty for scores without
   */
  record UseLearned(Tick effectiveFrom, Optional<LearnedWeights> weights) implements Control {}

  /**
   * Says how late it is where no event does: ticks close as if every source had handed in an event
   * of this time, so that an idle log's last events get their final scores. Being a record of the
   * log it closes the same ticks at every replay. A time that is past already changes nothing.
   *
   * @param time in event time, not before 1970 and within milliseconds
   */
  record Heartbeat(Instant time) implements Control {

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Checks the range. */
    public Heartbeat {
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw new IllegalArgumentException(
            "a heartbeat's time must be 1970 or later and fit into milliseconds, not " + time);
      }
    }

    /** The tick that the time lies in, the first that may stay open. */
    @Override
    public Tick effectiveFrom() {
      return Tick.of(time);
    }
  }
}
