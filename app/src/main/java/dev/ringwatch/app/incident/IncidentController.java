package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.incident.KeptIncident;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/incidents}: what was opened, and what became of it. */
@RestController
final class IncidentController {

  private final IncidentReader incidents;

  IncidentController(IncidentReader incidents) {
    this.incidents = incidents;
  }

  /** A page of incidents, the newest first. */
  @GetMapping("/v1/incidents")
  IncidentView.Page page(HttpServletRequest request) {
    IncidentQuery.Page page = incidents.page(IncidentQuery.of(request), Who.of(request));
    return new IncidentView.Page(
        page.incidents().stream().map(IncidentView::of).toList(), page.next());
  }

  /** One incident. */
  @GetMapping("/v1/incidents/{id}")
  ResponseEntity<?> incident(@PathVariable String id, HttpServletRequest request) {
    Optional<KeptIncident> found = incidents.find(id);
    incidents.recordLook(Who.of(request), id, found);
    return found
        .<ResponseEntity<?>>map(incident -> ResponseEntity.ok(IncidentView.of(incident)))
        .orElseGet(() -> notFound(id));
  }

  /** What is answered where there is no incident. */
  static ResponseEntity<?> notFound(String id) {
    return problem(HttpStatus.NOT_FOUND, "there is no incident " + id);
  }

  static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
