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
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where people decide about incidents, by a program or a form: each decision is made, told and
 * recorded in one transaction. Each says whether the incident was still open, and does nothing if
 * it was not. Safe for threads.
 */
public final class IncidentDesk {

  private final IncidentPages incidents;
  private final Told told;
  private final Audit audit;
  private final Clock clock;
  private final Detection detection;
  private final IncidentJson texts = new IncidentJson();

  IncidentDesk(IncidentPages incidents, Told told, Audit audit, Clock clock, Detection detection) {
    this.incidents = incidents;
    this.told = told;
    this.audit = audit;
    this.clock = clock;
    this.detection = detection;
  }

  /** Says that somebody has seen one, and has it told where others are still called for it. */
  public boolean acknowledge(Who who, KeptIncident incident) {
    Instant now = clock.instant();
    return change(
        who,
        AuditAction.INCIDENT_ACKNOWLEDGE,
        incident,
        Map.of(),
        connection -> {
          IncidentPages.Seen seen =
              incidents.acknowledge(connection, incident.id(), who.actor().toString(), now);
          if (seen == IncidentPages.Seen.FIRST) {
            told.add(connection, texts.alert(incident, IncidentChange.ACKNOWLEDGED, now));
          }
          return seen != IncidentPages.Seen.CLOSED;
        });
  }

  /**
   * Says who looks after one.
   *
   * @param to null for nobody
   */
  public boolean assign(Who who, KeptIncident incident, @Nullable String to) {
    Instant now = clock.instant();
    return change(
        who,
        AuditAction.INCIDENT_ASSIGN,
        incident,
        Map.of("to", to == null ? "" : to),
        connection -> incidents.assign(connection, incident.id(), who.actor().toString(), to, now));
  }

  /** Closes one for a reason, and has everybody told who was told of it. */
  public boolean resolve(Who who, KeptIncident incident, String reason) {
    Instant now = clock.instant();
    Tick known = detection.status().closed().orElse(new Tick(0));
    return change(
        who,
        AuditAction.INCIDENT_RESOLVE,
        incident,
        Map.of("reason", reason),
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

  private boolean change(
      Who who,
      AuditAction action,
      KeptIncident incident,
      Map<String, String> details,
      Audit.Change change) {
    return IncidentReader.asked(
        () -> audit.change(who, action, Long.toString(incident.id()), details, change));
  }
}
