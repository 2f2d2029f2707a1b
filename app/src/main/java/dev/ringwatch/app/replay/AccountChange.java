package dev.ringwatch.app.replay;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.RiskScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account before and after. On one side at least it is known.
 *
 * @param account whose
 * @param before its final score before
 * @param after its final score after
 */
record AccountChange(
    AccountId account, Optional<AccountFinal> before, Optional<AccountFinal> after) {

  /** Whether its score is another, or the points that reasons add to it. */
  boolean isDifferent() {
    if (before.isEmpty() || after.isEmpty()) {
      return true;
    }
    RiskScore was = before.get().risk();
    RiskScore will = after.get().risk();
    return !was.equals(will)
        && (was.score() != will.score()
            || was.band() != will.band()
            || !points(was.reasons()).equals(points(will.reasons())));
  }

  private static List<Map.Entry<String, Double>> points(List<Reason> reasons) {
    return reasons.stream().map(reason -> Map.entry(reason.name(), reason.points())).toList();
  }
}
