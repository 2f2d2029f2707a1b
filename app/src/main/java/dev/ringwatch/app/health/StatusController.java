package dev.ringwatch.app.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.event.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health} for whoever watches the process, {@code GET /v1/status} for more. */
@RestController
final class StatusController {

  private final Detection detection;
  private final Health health;

  StatusController(Detection detection, Health health) {
    this.detection = detection;
    this.health = health;
  }

  /**
   * 200 while scores are of the present, and where another server or a Flink job has detection, for
   * this one takes events; 503 before, while detection is behind or stands still.
   */
  @GetMapping("/health")
  ResponseEntity<HealthView> health() {
    DetectionStatus now = detection.status();
    boolean well =
        now.state() == DetectionStatus.State.LIVE
            || now.state() == DetectionStatus.State.STANDING_BY
            || now.isLeftToFlink();
    return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new HealthView(word(now.state()), now.lag(), failure(now)));
  }

  @GetMapping("/v1/status")
  StatusView status() {
    return StatusView.of(detection.status(), health.components());
  }

  private static String word(DetectionStatus.State state) {
    return switch (state) {
      case STANDING_BY -> "standing by";
      case STARTING -> "starting";
      case CATCHING_UP -> "catching up";
      case LIVE -> "live";
      case BEHIND -> "behind";
      case FAILED -> "failed";
      case LEFT_TO_FLINK -> "left to flink";
    };
  }

  private static @Nullable String failure(DetectionStatus status) {
    return status.failure().isEmpty() ? null : status.failure();
  }

  /**
   * Whether scores are of the present. Names are a contract of the HTTP interface.
   *
   * @param status the same word as the state of {@link StatusView}
   * @param lag how many entries of the log detection has not seen yet; 0 where a Flink job has it
   * @param failure why it stands still; absent while it does not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HealthView(String status, long lag, @Nullable String failure) {}

  /**
   * How far detection is. Names are a contract of the HTTP interface.
   *
   * @param state {@code standing by}, {@code starting}, {@code catching up}, {@code live}, {@code
   *     behind}, {@code failed} or {@code left to flink}
   * @param readSeq the last entry of the log that detection has seen; where a Flink job has it,
   *     which says nothing of that here, the same as {@code logSeq}
   * @param logSeq the log's last entry
   * @param lag how many entries of the log it has not seen yet
   * @param closedTick the last closed minute, of a Flink job the last of which it has written all;
   *     absent before the first
   * @param accounts how many accounts it knows
   * @param late events that came after their minute had closed, and counted in a later one
   * @param setAside entries of the log that could not be processed, and are kept
   * @param snapshotSeq up to where the newest snapshot reaches
   * @param failure why it stands still; absent while it does not
   * @param components how the parts of the server are
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusView(
      String state,
      long readSeq,
      long logSeq,
      long lag,
      @Nullable Instant closedTick,
      int accounts,
      long late,
      long setAside,
      long snapshotSeq,
      @Nullable String failure,
      List<ComponentView> components) {

    static StatusView of(DetectionStatus status, List<ComponentHealth> components) {
      return new StatusView(
          word(status.state()),
          status.readSeq(),
          status.logSeq(),
          status.lag(),
          status.closed().map(Tick::start).orElse(null),
          status.accounts(),
          status.late(),
          status.setAside(),
          status.snapshotSeq(),
          StatusController.failure(status),
          components.stream().map(ComponentView::of).toList());
    }
  }

  /**
   * How a part of the server is. Names are a contract of the HTTP interface.
   *
   * @param name {@code detection}, {@code lag}, {@code database}, {@code delivery}, {@code disk},
   *     {@code clock}, {@code archive} or {@code log}
   * @param state {@code ok}, {@code warn} or {@code fail}
   * @param sentence the same for a person
   */
  record ComponentView(String name, String state, String sentence) {

    static ComponentView of(ComponentHealth health) {
      String state = health.state().name().toLowerCase(Locale.ROOT);
      return new ComponentView(health.name(), state, health.sentence());
    }
  }
}
