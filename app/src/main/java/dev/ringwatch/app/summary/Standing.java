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
 * @param learnedFrom how many accounts the model in force was learned from; 0 without one
 * @param lag for how long the oldest event that it has not seen has waited
 * @param period the time that is looked at
 * @param maxRate the share of benign accounts that may be flagged
 * @param now the present
 */
record Standing(
    DetectionStatus status,
    int learnedFrom,
    Duration lag,
    Period period,
    double maxRate,
    Instant now) {

  /** How detection is, in sentences. */
  String sentence() {
    String learned =
        learnedFrom == 0
            ? " It is learning what is usual; there are no scores before that."
            : " What is usual was learned from " + Numbers.count(learnedFrom, "account") + ".";
    boolean isAtWork =
        status.state() == DetectionStatus.State.LIVE
            || (status.isLeftToFlink() && !status.standsStill());
    return state() + (isAtWork ? learned + minute() : "");
  }

  private String minute() {
    return status
        .closed()
        .map(tick ->
            " The last minute that is whole: "
                + Numbers.minute(tick.start()).substring(11)
                + " UTC.")
        .orElse("");
  }

  private String state() {
    return switch (status.state()) {
      case STANDING_BY ->
          "Another server has detection; what is shown is what it has found. This one stands by.";
      case STARTING -> "Detection is starting.";
      case CATCHING_UP ->
          "Detection reads what happened before it started: "
              + Numbers.count(status.lag(), "event")
              + " to go. Scores are of the past until then.";
      case LIVE -> "Detection is live; scores are of the present.";
      case BEHIND ->
          "Detection is " + Numbers.count(status.lag(), "event") + " behind; scores are late.";
      case FAILED -> "Detection stands still: " + Shown.line(status.failure());
      case LEFT_TO_FLINK ->
          status.standsStill()
              ? "Detection may stand still: " + Shown.line(status.failure())
              : "A Flink job has detection; what is shown is what it had written at its last"
                  + " checkpoint.";
    };
  }

  /**
   * How much of the time that is looked at has passed, above 0: it ends with the hour that it is.
   */
  double passed() {
    Duration passed = Duration.between(period.from(now), now);
    return (double) passed.toSeconds() / period.length().toSeconds();
  }

  /** Whether detection has not read yet what happened before it started. */
  boolean isBeginning() {
    return status.state() == DetectionStatus.State.STARTING
        || status.state() == DetectionStatus.State.CATCHING_UP;
  }

  /** Whether that is something to do about. */
  boolean isBad() {
    return status.state() != DetectionStatus.State.LIVE
        && status.state() != DetectionStatus.State.STANDING_BY
        && (!status.isLeftToFlink() || status.standsStill());
  }
}
