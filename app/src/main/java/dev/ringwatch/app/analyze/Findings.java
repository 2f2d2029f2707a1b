package dev.ringwatch.app.analyze;

import dev.ringwatch.pipeline.Finals;

/**
 * What a run found.
 *
 * @param intake what was not used
 * @param duplicates events left out because they had been read already
 * @param activity events over time
 * @param finals scores, edges and rings
 */
record Findings(Intake intake, long duplicates, Activity activity, Finals finals) {}
