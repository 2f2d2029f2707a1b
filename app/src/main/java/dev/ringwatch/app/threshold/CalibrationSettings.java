package dev.ringwatch.app.threshold;

import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.FalsePositiveBound;
import java.time.Duration;

/**
 * How the server calibrates.
 *
 * @param config what a threshold has to keep to
 * @param every how long after a calibration the next one is; zero for never by itself
 * @param windowDays of how many days labels are taken
 * @param learnEvery how long after learning from verdicts the next time is; zero for never by
 *     itself
 * @param autoAdjust whether a higher threshold holds without anybody letting it pass; a lower one
 *     never does
 */
public record CalibrationSettings(
    CalibrationConfig config,
    Duration every,
    int windowDays,
    Duration learnEvery,
    boolean autoAdjust) {

  private static final Duration EVERY = Duration.ofDays(1);
  private static final int WINDOW_DAYS = 30;

  /** Once a day under the default bound, and everything waits for somebody. */
  public static CalibrationSettings ofDefaults() {
    return new CalibrationSettings(
        CalibrationConfig.ofDefaults(), EVERY, WINDOW_DAYS, EVERY, false);
  }

  /** What has to be kept. */
  public FalsePositiveBound bound() {
    return config.bound();
  }
}
