package dev.ringwatch.app.serve;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.detection.Matters;
import dev.ringwatch.app.detection.UnwritableResultException;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.incident.Incidents;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Incidents, in the database. Safe for threads. */
final class StoredMatters implements Matters {

  private final Incidents incidents;

  StoredMatters(Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public IncidentPolicy policy(Tick tick) {
    return incidents.policies().at(tick);
  }

  @Override
  public void see(List<Evidence> evidence) throws IOException {
    try {
      incidents.see(evidence);
    } catch (SQLException e) {
      throw RowFaults.isOfTheRow(e)
          ? new UnwritableResultException(e)
          : new IOException(e.getMessage(), e);
    }
  }
}
