package dev.ringwatch.app.health;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.health.ComponentHealth.State;

/** What the state of detection means for who depends on it. */
final class DetectionHealth {

  private DetectionHealth() {}

  static ComponentHealth of(DetectionStatus status) {
    return switch (status.state()) {
      case STANDING_BY ->
          new ComponentHealth(
              "detection", State.OK, "another server has it; this one stands by and takes events");
      case STARTING -> warn("it reads its snapshot; there are no scores yet");
      case CATCHING_UP -> warn("it reads what was in the log at the start; no scores yet");
      case LIVE -> new ComponentHealth("detection", State.OK, "scores are of the present");
      case BEHIND -> warn("it is behind the log: scores are late");
      case FAILED -> new ComponentHealth("detection", State.FAIL, status.failure());
      case LEFT_TO_FLINK -> ofFlink(status);
    };
  }

  private static ComponentHealth ofFlink(DetectionStatus status) {
    if (status.standsStill()) {
      return new ComponentHealth("detection", State.FAIL, status.failure());
    }
    return status
        .closed()
        .map(tick ->
            new ComponentHealth(
                "detection",
                State.OK,
                "a Flink job has it, and has written all up to the minute "
                    + tick.start().toString().substring(11, 16)
                    + " UTC"))
        .orElseGet(() -> warn("a Flink job has it, and has written nothing yet"));
  }

  private static ComponentHealth warn(String sentence) {
    return new ComponentHealth("detection", State.WARN, sentence);
  }

  /**
   * Whether who asks for a score gets one, or is told which server to ask, or that a job has it.
   */
  static boolean answers(DetectionStatus status) {
    return switch (status.state()) {
      case STANDING_BY, LIVE, BEHIND, LEFT_TO_FLINK -> true;
      case STARTING, CATCHING_UP, FAILED -> false;
    };
  }
}
