package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptMove;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

  private static final String HISTORY = "incident history";

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
    Optional<KeptIncident> found = incidents.shown(incidents.find(id), Who.of(request));
    incidents.recordLook(Who.of(request), id, found);
    return found
        .<ResponseEntity<?>>map(incident -> ResponseEntity.ok(IncidentView.of(incident)))
        .orElseGet(() -> notFound(id));
  }

  /** What became of one, the newest first. */
  @GetMapping("/v1/incidents/{id}/history")
  ResponseEntity<?> history(@PathVariable String id, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long before =
        parameters
            .cursor()
            .map(cursor -> IncidentQuery.place(HISTORY, cursor))
            .orElse(Long.MAX_VALUE);
    Optional<List<KeptMove>> found = incidents.history(id, Who.of(request), before, limit);
    return found
        .<ResponseEntity<?>>map(moves ->
            ResponseEntity.ok(
                new MoveView.Page(
                    moves.stream().map(MoveView::of).toList(),
                    moves.size() < limit
                        ? null
                        : Cursor.to(HISTORY).number(moves.getLast().id()).done())))
        .orElseGet(() -> notFound(id));
  }

  /** What is answered where there is no incident. */
  static ResponseEntity<?> notFound(String id) {
    return problem(HttpStatus.NOT_FOUND, "there is no incident " + id + " that may be shown now");
  }

  static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
