package dev.ringwatch.app.analyze;

import dev.ringwatch.app.output.RejectedInput;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.pipeline.Finals;
import java.util.List;
import java.util.Optional;

/**
 * What a run found.
 *
 * @param rejected what was not used
 * @param taken what was
 * @param model where the anomaly model is from
 * @param finals scores, edges and rings
 * @param lesson what labels teach the scores; empty if that was not asked for
 * @param usual what is usual in this log
 * @param shedOccasions how many occasions on which accounts acted together were left out to stay
 *     within the configured memory
 */
record Findings(
    RejectedInput rejected,
    Taken taken,
    Summary.Model model,
    Finals finals,
    Optional<Lesson> lesson,
    Usual usual,
    long shedOccasions) {

  /**
   * What was read.
   *
   * @param eventsPerInput events read from each input, duplicates included
   * @param duplicates events left out because they had been read already
   * @param activity events over time
   */
  record Taken(List<Long> eventsPerInput, long duplicates, Activity activity) {

    Taken {
      eventsPerInput = List.copyOf(eventsPerInput);
    }
  }

  /** The scores that no label had a part in: what labels are compared with. */
  Finals alone() {
    return lesson.map(Lesson::alone).orElse(finals);
  }

  Activity activity() {
    return taken.activity();
  }
}
