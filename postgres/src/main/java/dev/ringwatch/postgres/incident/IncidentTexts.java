package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import java.time.Instant;

/** How evidence is kept, and what is told of what is kept. */
public interface IncidentTexts {

  /** What evidence rests on, as JSON: it can be read when the events are gone. */
  String details(Evidence evidence);

  /** What is told of an incident that is moved by something else than evidence. */
  Alert alert(KeptIncident incident, IncidentChange change, Instant now);
}
