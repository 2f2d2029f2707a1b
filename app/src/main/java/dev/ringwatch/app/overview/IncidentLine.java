package dev.ringwatch.app.overview;

import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.postgres.incident.KeptIncident;
import java.time.Instant;
import java.util.List;

/**
 * An incident in a line, as it stands on the page of what it is about.
 *
 * @param href its page
 * @param number its number
 * @param state how it stands, in words
 * @param opened when it was opened
 */
record IncidentLine(String href, String number, String state, Moment opened) {

  private static final int SHOWN = 5;

  /** The newest incidents of a matter. */
  static List<IncidentLine> of(IncidentReader incidents, String dedupKey, Instant now) {
    return incidents.ofMatter(dedupKey, SHOWN).stream().map(one -> of(one, now)).toList();
  }

  private static IncidentLine of(KeptIncident incident, Instant now) {
    return new IncidentLine(
        IncidentTable.page(incident.id()),
        "Incident " + incident.id(),
        IncidentTable.state(incident),
        Moment.of(incident.opened(), now));
  }
}
