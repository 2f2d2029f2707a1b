package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.RiskConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the lag of detection says: 100 if it stands still, and else {@link IncidentPolicy#LIMIT} at
 * the limit, in proportion.
 *
 * @param limit for how long an entry of the log may wait for detection
 * @param bands what scores are in a word
 */
record LagWatcher(Duration limit, RiskConfig bands) {

  private static final double WORST = 100;

  /**
   * Looks once.
   *
   * @param waited for how long the oldest entry has been waiting
   */
  Evidence look(DetectionStatus status, Duration waited, Instant now) {
    boolean stands = status.standsStill();
    double score =
        stands
            ? WORST
            : Math.min(WORST, IncidentPolicy.LIMIT * waited.toMillis() / limit.toMillis());
    String sentence =
        stands
            ? "detection stands still: " + status.failure()
            : "the oldest event that is not scored has been waiting for "
                + waited.toSeconds()
                + " s; the limit is "
                + limit.toSeconds()
                + " s";
    return new Evidence(
        IncidentKind.LAG,
        "detection",
        Tick.of(now),
        false,
        score,
        bands.band(score),
        false,
        List.of(new Reason("lag", score, sentence)),
        List.of());
  }
}
