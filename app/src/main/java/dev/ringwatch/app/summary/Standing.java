package dev.ringwatch.app.summary;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import java.time.Duration;
import java.time.Instant;

/**
 * How the server stands at this moment, and what it is asked about.
 *
 * @param status how detection is
 * @param lag for how long the oldest event that it has not seen has waited
 * @param period the time that is looked at
 * @param maxRate the share of benign accounts that may be flagged
 * @param now the present
 */
record Standing(
    DetectionStatus status, Duration lag, Period period, double maxRate, Instant now) {

  /** How detection is, in a sentence. */
  String sentence() {
    return switch (status.state()) {
      case STARTING -> "Detection is starting.";
      case CATCHING_UP ->
          "Detection reads what happened before it started: "
              + Numbers.count(status.lag(), "event")
              + " to go. Scores are of the past until then.";
      case LIVE -> "Detection is live; scores are of the present.";
      case BEHIND ->
          "Detection is " + Numbers.count(status.lag(), "event") + " behind; scores are late.";
      case FAILED -> "Detection stands still: " + Shown.line(status.failure());
    };
  }

  /** Whether that is something to do about. */
  boolean isBad() {
    return status.state() != DetectionStatus.State.LIVE;
  }
}
