package dev.ringwatch.app.analyze;

import dev.ringwatch.pipeline.Finals;
import java.util.List;

/**
 * What a run found.
 *
 * @param intake what was not used
 * @param eventsPerInput events read from each input, duplicates included
 * @param duplicates events left out because they had been read already
 * @param activity events over time
 * @param finals scores, edges and rings
 */
record Findings(
    Intake intake, List<Long> eventsPerInput, long duplicates, Activity activity, Finals finals) {

  Findings {
    eventsPerInput = List.copyOf(eventsPerInput);
  }
}
