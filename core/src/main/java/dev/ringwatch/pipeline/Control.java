package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;

/**
 * A record in the log that moves scores, effective at a named tick, so that a score is a function
 * of the log and nothing else.
 */
public sealed interface Control {

  /** The first tick whose final scores it moves. */
  Tick effectiveFrom();

  /**
   * Scores accounts by another model.
   *
   * @param effectiveFrom the first tick scored by it
   * @param model the model
   */
  record UseModel(Tick effectiveFrom, AnomalyModel model) implements Control {}
}
