package dev.ringwatch.app.incident;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.Told;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/incidents/{id}/...}: what people do about incidents. */
@RestController
final class IncidentDecisions {

  private final IncidentReader reader;
  private final IncidentPages incidents;
  private final Told told;
  private final Audit audit;
  private final Clock clock;
  private final Detection detection;
  private final JsonMapper json;
  private final IncidentJson texts = new IncidentJson();

  IncidentDecisions(
      IncidentReader reader,
      IncidentPages incidents,
      Told told,
      Audit audit,
      Clock clock,
      Detection detection,
      JsonMapper json) {
    this.reader = reader;
    this.incidents = incidents;
    this.told = told;
    this.audit = audit;
    this.clock = clock;
    this.detection = detection;
    this.json = json;
  }

  /** Says that somebody has seen it. */
  @PostMapping("/v1/incidents/{id}/acknowledge")
  ResponseEntity<?> acknowledge(@PathVariable String id, HttpServletRequest request) {
    Who who = Who.of(request);
    Instant now = clock.instant();
    return decide(
        id,
        new Decision(who, AuditAction.INCIDENT_ACKNOWLEDGE, Map.of()),
        incident ->
            connection ->
                incidents.acknowledge(connection, incident.id(), who.actor().toString(), now));
  }

  /** Says who looks after it: {@code to}, or nobody. */
  @PostMapping("/v1/incidents/{id}/assign")
  ResponseEntity<?> assign(@PathVariable String id, HttpServletRequest request) throws IOException {
    String to = DecisionBody.text(json, request, "to").orElse(null);
    return decide(
        id,
        new Decision(
            Who.of(request), AuditAction.INCIDENT_ASSIGN, Map.of("to", to == null ? "" : to)),
        incident -> connection -> incidents.assign(connection, incident.id(), to));
  }

  /** Closes it for a {@code reason}, and has everybody told who was told of it. */
  @PostMapping("/v1/incidents/{id}/resolve")
  ResponseEntity<?> resolve(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    String reason =
        DecisionBody.text(json, request, "reason")
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "reason is missing: say why it is closed"));
    Who who = Who.of(request);
    Instant now = clock.instant();
    Tick known = detection.status().closed().orElse(new Tick(0));
    return decide(
        id,
        new Decision(who, AuditAction.INCIDENT_RESOLVE, Map.of("reason", reason)),
        incident ->
            connection -> {
              boolean was =
                  incidents.resolve(
                      connection, incident.id(), who.actor().toString(), reason, now, known);
              if (was) {
                told.add(connection, texts.alert(incident, IncidentChange.RESOLVED, now));
              }
              return was;
            });
  }

  /**
   * What somebody decides.
   *
   * @param who who
   * @param action what is recorded
   * @param details what else
   */
  private record Decision(Who who, AuditAction action, Map<String, String> details) {}

  /** Makes the change of an incident. */
  @FunctionalInterface
  private interface Change {
    Audit.Change of(KeptIncident incident);
  }

  private ResponseEntity<?> decide(String id, Decision decision, Change change) {
    Optional<KeptIncident> found = reader.find(id);
    if (found.isEmpty()) {
      return IncidentController.notFound(id);
    }
    boolean made =
        IncidentReader.asked(() ->
            audit.change(
                decision.who, decision.action, id, decision.details, change.of(found.get())));
    if (!made) {
      return IncidentController.problem(
          HttpStatus.CONFLICT, "incident " + id + " is closed; nothing was changed");
    }
    return ResponseEntity.ok(IncidentView.of(reader.find(id).orElseThrow()));
  }
}
