package dev.ringwatch.app.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * For whoever keeps the process running: {@code GET /health/live} says whether to start it again,
 * {@code GET /health/ready} whether to send it requests. Neither waits for anything.
 */
@RestController
final class HealthController {

  private final Health health;

  HealthController(Health health) {
    this.health = health;
  }

  /** 200, or 503 once only another start helps. */
  @GetMapping("/health/live")
  ResponseEntity<ProbeView> live() {
    return health.isLive()
        ? ResponseEntity.ok(new ProbeView("live", List.of()))
        : answer("dead", List.of("detection"));
  }

  /** 200 while it takes events and answers scores, 503 otherwise. */
  @GetMapping("/health/ready")
  ResponseEntity<ProbeView> ready() {
    List<String> missing = health.missing();
    return missing.isEmpty()
        ? ResponseEntity.ok(new ProbeView("ready", List.of()))
        : answer("not ready", missing);
  }

  private static ResponseEntity<ProbeView> answer(String status, List<String> parts) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new ProbeView(status, parts));
  }

  /**
   * What a probe is told. Names are a contract of the HTTP interface.
   *
   * @param status {@code live} or {@code dead}, {@code ready} or {@code not ready}
   * @param failing the parts for whose sake; absent if there are none
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ProbeView(String status, List<String> failing) {}
}
