package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.incident.KeptSilence;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/silences} and {@code /v1/suppressions}: when people are not told, and of what. */
@RestController
final class SilencesController {

  private static final String SILENCES = "silences";

  private final SilenceDesk desk;
  private final IncidentReader reader;
  private final Clock clock;
  private final JsonMapper json;

  SilencesController(SilenceDesk desk, IncidentReader reader, Clock clock, JsonMapper json) {
    this.desk = desk;
    this.reader = reader;
    this.clock = clock;
    this.json = json;
  }

  /** A page of silences, the newest first. */
  @GetMapping("/v1/silences")
  SilenceView.Page page(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long before =
        parameters
            .cursor()
            .map(cursor -> IncidentQuery.place(SILENCES, cursor))
            .orElse(Long.MAX_VALUE);
    List<KeptSilence> found = desk.page(Who.of(request), before, limit);
    Instant now = clock.instant();
    return new SilenceView.Page(
        found.stream().map(one -> SilenceView.of(one, now)).toList(),
        found.size() < limit ? null : Cursor.to(SILENCES).number(found.getLast().id()).done());
  }

  /** Makes a silence. */
  @PostMapping("/v1/silences")
  @ResponseStatus(HttpStatus.CREATED)
  SilenceView add(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return SilenceView.of(desk.add(Who.of(request), SilenceBody.read(json, request, now)), now);
  }

  /** Ends a silence before its time. */
  @PostMapping("/v1/silences/{id}/end")
  ResponseEntity<?> end(@PathVariable String id, HttpServletRequest request) {
    Who who = Who.of(request);
    Optional<KeptSilence> found = desk.find(id);
    if (found.isEmpty()) {
      return IncidentController.problem(HttpStatus.NOT_FOUND, "there is no silence " + id);
    }
    return desk.end(who, found.get())
        .<ResponseEntity<?>>map(one -> ResponseEntity.ok(SilenceView.of(one, clock.instant())))
        .orElseGet(() ->
            IncidentController.problem(
                HttpStatus.CONFLICT, "silence " + id + " is over; nothing was changed"));
  }

  /** A page of what people were not told, what was noted last first. */
  @GetMapping("/v1/suppressions")
  SuppressionView.Page suppressed(HttpServletRequest request) {
    SuppressionQuery.Page page = reader.suppressed(SuppressionQuery.of(request), Who.of(request));
    return new SuppressionView.Page(
        page.suppressions().stream().map(SuppressionView::of).toList(), page.next());
  }
}
