package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import java.time.Instant;
import java.util.List;

/** Keeps the score of evidence, and tells what is kept of an incident. */
public enum KeptTexts implements IncidentTexts {
  /** The only one. */
  INSTANCE;

  @Override
  public String details(Evidence evidence) {
    return "{\"score\": " + evidence.score() + "}";
  }

  @Override
  public Alert alert(KeptIncident incident, IncidentChange change, Instant now) {
    return new Alert(
        incident.id(),
        incident.dedupKey(),
        incident.kind(),
        change,
        incident.subject(),
        incident.score(),
        incident.band(),
        List.of(),
        List.of(),
        0,
        now);
  }
}
