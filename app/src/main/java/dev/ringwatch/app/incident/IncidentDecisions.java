package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.incident.KeptIncident;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/incidents/{id}/...}: what programs do about incidents. */
@RestController
final class IncidentDecisions {

  private final IncidentReader reader;
  private final IncidentDesk desk;
  private final JsonMapper json;

  IncidentDecisions(IncidentReader reader, IncidentDesk desk, JsonMapper json) {
    this.reader = reader;
    this.desk = desk;
    this.json = json;
  }

  /** Says that somebody has seen it. */
  @PostMapping("/v1/incidents/{id}/acknowledge")
  ResponseEntity<?> acknowledge(@PathVariable String id, HttpServletRequest request) {
    Who who = Who.of(request);
    return decide(id, incident -> desk.acknowledge(who, incident));
  }

  /** Says who looks after it: {@code to}, or nobody. */
  @PostMapping("/v1/incidents/{id}/assign")
  ResponseEntity<?> assign(@PathVariable String id, HttpServletRequest request) throws IOException {
    Who who = Who.of(request);
    String to = DecisionBody.text(json, request, "to").orElse(null);
    return decide(id, incident -> desk.assign(who, incident, to));
  }

  /** Closes it for a {@code reason}. */
  @PostMapping("/v1/incidents/{id}/resolve")
  ResponseEntity<?> resolve(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Who who = Who.of(request);
    String reason =
        DecisionBody.text(json, request, "reason")
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "reason is missing: say why it is closed"));
    return decide(id, incident -> desk.resolve(who, incident, reason));
  }

  private ResponseEntity<?> decide(String id, Predicate<KeptIncident> decision) {
    Optional<KeptIncident> found = reader.find(id);
    if (found.isEmpty()) {
      return IncidentController.notFound(id);
    }
    if (!decision.test(found.get())) {
      return IncidentController.problem(
          HttpStatus.CONFLICT, "incident " + id + " is closed; nothing was changed");
    }
    return ResponseEntity.ok(IncidentView.of(reader.find(id).orElseThrow()));
  }
}
