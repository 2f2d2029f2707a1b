package dev.ringwatch.app.serve;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Has a server see what opens incidents, as detection does. */
record SeenMatters(RunningServer server) {

  /** Has a matter seen at a minute, with a score. */
  void see(IncidentKind kind, String subject, long at, double score, List<AccountId> members)
      throws SQLException {
    Incidents incidents = server.context().getBean(Incidents.class);
    incidents.see(
        List.of(
            new Evidence(
                kind,
                subject,
                new Tick(at),
                false,
                score,
                RiskConfig.ofDefaults().band(score),
                false,
                List.of(
                    new Reason("burst", score + 5, "made 90 actions within an hour " + subject),
                    new Reason("age", -5, "is an old account")),
                members)));
  }

  /** The number of the newest incident of a matter. */
  long incident(IncidentKind kind, String subject) throws SQLException {
    IncidentPages.Filter matter =
        new IncidentPages.Filter(Optional.empty(), Optional.of(kind.label() + ":" + subject));
    List<KeptIncident> found =
        server.context().getBean(IncidentPages.class).page(matter, Long.MAX_VALUE, 1);
    return found.getFirst().id();
  }
}
