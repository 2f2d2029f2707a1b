package dev.ringwatch.app.replay;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.event.Tick;

/**
 * An incident that would have been opened.
 *
 * @param opened the tick that first said so
 * @param worst the evidence with the highest score since
 */
record OpenedIncident(Tick opened, Evidence worst) {

  /** One that evidence opens. */
  static OpenedIncident by(Evidence evidence) {
    return new OpenedIncident(evidence.tick(), evidence);
  }

  /** The same once more evidence has come. */
  OpenedIncident with(Evidence evidence) {
    return evidence.score() > worst.score() ? new OpenedIncident(opened, evidence) : this;
  }

  double score() {
    return worst.score();
  }
}
