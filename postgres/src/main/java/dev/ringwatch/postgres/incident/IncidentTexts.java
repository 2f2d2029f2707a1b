package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.Evidence;

/** How evidence is kept. */
@FunctionalInterface
public interface IncidentTexts {

  /** What evidence rests on, as JSON: it can be read when the events are gone. */
  String details(Evidence evidence);
}
