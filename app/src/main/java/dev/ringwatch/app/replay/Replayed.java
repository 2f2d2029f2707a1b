package dev.ringwatch.app.replay;

import java.util.List;

/**
 * What came of a replay.
 *
 * @param intake what was replayed
 * @param comparison what is different
 * @param notes what should be known of it, as sentences
 */
record Replayed(Intake intake, Comparison comparison, List<String> notes) {

  /** Copies the notes. */
  Replayed {
    notes = List.copyOf(notes);
  }
}
