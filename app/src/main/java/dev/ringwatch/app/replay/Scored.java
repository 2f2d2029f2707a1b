package dev.ringwatch.app.replay;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.pipeline.Finals;
import java.util.Optional;

/**
 * Final scores of a moment.
 *
 * @param finals the scores
 * @param model the model that made them
 * @param lesson what became of what verdicts taught; empty if nothing was to adjust scores
 */
record Scored(Finals finals, AnomalyModel model, Optional<String> lesson) {}
