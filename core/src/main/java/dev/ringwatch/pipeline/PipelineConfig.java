package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.risk.RiskConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * Everything that moves a score besides the log and the model. Serializable, with the parts that it
 * is made of, for drivers on several machines.
 *
 * <p>The key under which the values that strangers choose are hashed ({@link #hashKey}) is part of
 * it, but moves little: one log and one model give the same rings and scores under every key as
 * long as no account uses more than {@link ProfileConfig#sketchSize} distinct values of a field in
 * a day. Beyond that counts are estimates, which err otherwise under another key, and with them
 * whatever is scored by them. Two models that are learned from a part of the accounts ({@link
 * EmbeddedDriver#sampleVectors}) under two keys are learned from two samples.
 *
 * @param profiles how behaviour is summed up
 * @param rings how rings are found
 * @param risk how the parts make a score
 * @param lateness how much later than the newest event of its source an event may come and still
 *     count in its own tick; not negative
 * @param bounds how much is remembered, and for how long; if not for ever, then not for fewer days
 *     than the profiles' horizon
 * @param explainFrom the risk score from which reasons are given feature by feature; below it the
 *     reasons name the parts only. 0 to 100
 */
public record PipelineConfig(
    ProfileConfig profiles,
    RingConfig rings,
    RiskConfig risk,
    Duration lateness,
    StateBounds bounds,
    double explainFrom)
    implements Serializable {

  /**
   * The lateness of whoever reads a log that grows: what a ring does at the beginning of a minute
   * shall show within 90 seconds.
   */
  public static final Duration LIVE_LATENESS = Duration.ofSeconds(20);

  /** Checks the lateness, the days and the explanation bound. */
  public PipelineConfig {
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must not be negative, but is " + lateness);
    }
    if (bounds.days() != 0 && bounds.days() < profiles.horizonDays()) {
      throw new IllegalArgumentException(
          "the days of the bounds must be 0, or at least the profiles' horizon of "
              + profiles.horizonDays()
              + ", not "
              + bounds.days());
    }
    if (!(explainFrom >= 0 && explainFrom <= 100)) {
      throw new IllegalArgumentException("explainFrom must be 0 to 100, not " + explainFrom);
    }
  }

  /**
   * The defaults of every stage, a minute of lateness, nothing is forgotten, reasons by feature for
   * the medium band and above.
   */
  public static PipelineConfig ofDefaults() {
    RiskConfig risk = RiskConfig.ofDefaults();
    return new PipelineConfig(
        ProfileConfig.ofDefaults(),
        RingConfig.ofDefaults(),
        risk,
        Duration.ofMinutes(1),
        StateBounds.none(),
        risk.mediumFrom());
  }

  /**
   * The key under which accounts and the values of profiles and link keys are hashed: {@link
   * HashKey#PUBLIC}, or a secret where strangers choose the values and know the program.
   */
  public HashKey hashKey() {
    return profiles.hashKey();
  }

  /** The same under another hash key. */
  public PipelineConfig withHashKey(HashKey other) {
    return withProfiles(profiles.withHashKey(other));
  }

  /** The same with profiles summed up otherwise. */
  public PipelineConfig withProfiles(ProfileConfig other) {
    return new PipelineConfig(other, rings, risk, lateness, bounds, explainFrom);
  }

  /** The same with rings found otherwise. */
  public PipelineConfig withRings(RingConfig other) {
    return new PipelineConfig(profiles, other, risk, lateness, bounds, explainFrom);
  }

  /** The same with another lateness. */
  public PipelineConfig withLateness(Duration other) {
    return new PipelineConfig(profiles, rings, risk, other, bounds, explainFrom);
  }

  /** The same within other bounds. */
  public PipelineConfig withBounds(StateBounds other) {
    return new PipelineConfig(profiles, rings, risk, lateness, other, explainFrom);
  }
}
