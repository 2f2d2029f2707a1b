package dev.ringwatch.app.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An incident that would be opened on one side only, or with another score.
 *
 * @param kind what became of it
 * @param key what names its matter
 * @param before as it is before
 * @param after as it is after
 */
record IncidentChange(
    ChangeKind kind, String key, Optional<OpenedIncident> before, Optional<OpenedIncident> after) {

  private static final Comparator<IncidentChange> WORST_FIRST =
      Comparator.comparing(IncidentChange::kind)
          .thenComparing(Comparator.comparingDouble(IncidentChange::weight).reversed())
          .thenComparing(IncidentChange::key);

  /**
   * All that is different: what is new first, then what is gone, then what moved; the worst first.
   *
   * @param movedBy by how many points a score must have moved, if its band did not
   */
  static List<IncidentChange> between(
      Map<String, OpenedIncident> before, Map<String, OpenedIncident> after, double movedBy) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<IncidentChange> changes = new ArrayList<>();
    for (String key : keys) {
      Optional<OpenedIncident> was = Optional.ofNullable(before.get(key));
      Optional<OpenedIncident> will = Optional.ofNullable(after.get(key));
      if (was.isEmpty()) {
        changes.add(new IncidentChange(ChangeKind.NEW, key, was, will));
      } else if (will.isEmpty()) {
        changes.add(new IncidentChange(ChangeKind.GONE, key, was, will));
      } else if (hasMoved(was.get(), will.get(), movedBy)) {
        changes.add(new IncidentChange(ChangeKind.MOVED, key, was, will));
      }
    }
    changes.sort(WORST_FIRST);
    return changes;
  }

  private static boolean hasMoved(OpenedIncident was, OpenedIncident will, double movedBy) {
    return was.worst().band() != will.worst().band()
        || Math.abs(was.score() - will.score()) >= movedBy;
  }

  /** How much it matters: the score, or by how much it moved. */
  private double weight() {
    double was = before.map(OpenedIncident::score).orElse(0.0);
    double will = after.map(OpenedIncident::score).orElse(0.0);
    return Math.abs(will - was);
  }
}
