package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.risk.RiskConfig;
import java.time.Duration;

/**
 * Everything that moves a score besides the log and the model.
 *
 * @param profiles how behaviour is summed up
 * @param rings how rings are found
 * @param risk how the parts make a score
 * @param lateness how much later than the newest event of its source an event may come and still
 *     count in its own tick; not negative
 * @param explainFrom the risk score from which reasons are given feature by feature; below it the
 *     reasons name the parts only. 0 to 100
 */
public record PipelineConfig(
    ProfileConfig profiles,
    RingConfig rings,
    RiskConfig risk,
    Duration lateness,
    double explainFrom) {

  /** Checks the lateness and the explanation bound. */
  public PipelineConfig {
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must not be negative, but is " + lateness);
    }
    if (!(explainFrom >= 0 && explainFrom <= 100)) {
      throw new IllegalArgumentException("explainFrom must be 0 to 100, not " + explainFrom);
    }
  }

  /**
   * The defaults of every stage, a minute of lateness, reasons by feature for the medium band and
   * above.
   */
  public static PipelineConfig ofDefaults() {
    RiskConfig risk = RiskConfig.ofDefaults();
    return new PipelineConfig(
        ProfileConfig.ofDefaults(),
        RingConfig.ofDefaults(),
        risk,
        Duration.ofMinutes(1),
        risk.mediumFrom());
  }

  /** The same with profiles summed up otherwise. */
  public PipelineConfig withProfiles(ProfileConfig other) {
    return new PipelineConfig(other, rings, risk, lateness, explainFrom);
  }

  /** The same with another lateness. */
  public PipelineConfig withLateness(Duration other) {
    return new PipelineConfig(profiles, rings, risk, other, explainFrom);
  }
}
