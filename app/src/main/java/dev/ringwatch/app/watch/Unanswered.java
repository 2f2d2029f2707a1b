package dev.ringwatch.app.watch;

import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.alert.Escalations;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.IncidentTexts;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptSilence;
import dev.ringwatch.postgres.incident.Silences;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Has those endpoints told of incidents that nobody has acknowledged which want to know only then.
 * Safe for several processes.
 */
final class Unanswered {

  private static final int AT_ONCE = 500;

  private final DataSource dataSource;
  private final IncidentPages incidents;
  private final IncidentTexts texts;
  private final Outbox outbox;
  private final InstantSource clock;

  Unanswered(
      DataSource dataSource,
      IncidentPages incidents,
      IncidentTexts texts,
      Outbox outbox,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.incidents = incidents;
    this.texts = texts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Has those told that are due, but no silence covers.
   *
   * @return how many messages that makes
   */
  int tell() throws SQLException {
    int told = 0;
    Escalations.Due last = Escalations.Due.FIRST;
    boolean more = true;
    while (more) {
      Escalations.Due after = last;
      List<Escalations.Due> page = new ArrayList<>();
      try (Connection connection = dataSource.getConnection()) {
        told += Transaction.run(connection, () -> tell(connection, after, page));
      }
      more = page.size() == AT_ONCE;
      last = page.isEmpty() ? last : page.getLast();
    }
    return told;
  }

  private int tell(Connection connection, Escalations.Due after, List<Escalations.Due> page)
      throws SQLException {
    Instant now = clock.instant();
    page.addAll(Escalations.due(connection, now, after, AT_ONCE));
    if (page.isEmpty()) {
      return 0;
    }
    Map<Long, KeptIncident> audible = audible(connection, page, now);
    int told = 0;
    for (Escalations.Due due : page) {
      KeptIncident incident = audible.get(due.incident());
      if (incident != null) {
        outbox.addFor(
            connection, texts.alert(incident, IncidentChange.UNACKNOWLEDGED, now), due.endpoint());
        told++;
      }
    }
    return told;
  }

  /** The incidents of a page, by number, but for those that a silence covers. */
  private Map<Long, KeptIncident> audible(
      Connection connection, List<Escalations.Due> page, Instant now) throws SQLException {
    Set<Long> ids = page.stream().map(Escalations.Due::incident).collect(Collectors.toSet());
    List<KeptSilence> silences = Silences.ahead(connection, now);
    return incidents.findAll(connection, ids).stream()
        .filter(one ->
            silences.stream().noneMatch(silence -> silence.covers(one.kind(), one.subject(), now)))
        .collect(Collectors.toMap(KeptIncident::id, one -> one));
  }
}
