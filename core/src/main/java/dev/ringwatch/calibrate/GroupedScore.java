package dev.ringwatch.calibrate;

import java.util.Map;

/**
 * A labelled account and the groups that it belongs to.
 *
 * @param score its label and score
 * @param groups the name of its group by kind; a kind that is not there is not known
 */
public record GroupedScore(LabelledScore score, Map<GroupKind, String> groups) {

  /** Copies the map. */
  public GroupedScore {
    groups = Map.copyOf(groups);
  }
}
