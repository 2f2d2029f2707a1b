package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Panel;
import java.util.Optional;

/**
 * The page of patterns as it is shown.
 *
 * @param frame what stands around it
 * @param scores accounts by risk; empty content of a panel that failed
 * @param enforcement what became of what the platform did
 * @param bursts bursts by day and hour
 * @param drift the threshold over time; empty before anything was worked out
 * @param sessions sessions in which hardly anything succeeded; empty if they are yet to be looked
 *     for
 * @param cohorts accounts by age
 * @param isEmpty whether no account has a score yet
 */
record Patterns(
    Frame frame,
    Panel<ScorePanel> scores,
    Panel<EnforcementPanel> enforcement,
    Panel<BurstPanel> bursts,
    Panel<Optional<DriftPanel>> drift,
    Panel<Optional<SessionPanel>> sessions,
    Panel<CohortPanel> cohorts,
    boolean isEmpty) {

  /**
   * The page of sessions alone.
   *
   * @param frame what stands around it
   * @param sessions the sessions
   */
  record Sessions(Frame frame, Panel<SessionPanel> sessions) {}
}
