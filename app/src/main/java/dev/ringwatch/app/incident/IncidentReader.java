package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptIncident;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at incidents. What is shown is recorded before it is shown. Safe for threads. */
public final class IncidentReader {

  private final IncidentPages incidents;
  private final Audit audit;

  IncidentReader(IncidentPages incidents, Audit audit) {
    this.incidents = incidents;
    this.audit = audit;
  }

  /** A page of incidents, the newest first. */
  public IncidentQuery.Page page(IncidentQuery query, Who who) {
    List<KeptIncident> page =
        asked(() -> incidents.page(query.filter(), query.before(), query.limit()));
    Map<String, String> details = new TreeMap<>(query.asked());
    details.put(IncidentQuery.LIST, Integer.toString(page.size()));
    audit.record(who, AuditAction.INCIDENT_LIST, "", Audit.DONE, details);
    String next =
        page.size() < query.limit()
            ? null
            : Cursor.to(IncidentQuery.LIST).number(page.getLast().id()).done();
    return new IncidentQuery.Page(page, next);
  }

  /** The incident that a path names; empty if there is none. */
  public Optional<KeptIncident> find(String id) {
    return isNumber(id) ? asked(() -> incidents.find(Long.parseLong(id))) : Optional.empty();
  }

  /** Whether a part of a path is a number that something kept may have. */
  static boolean isNumber(String id) {
    return id.matches("[1-9][0-9]{0,17}");
  }

  /** Records that an incident is about to be shown, or that there is none. */
  void recordLook(Who who, String id, Optional<KeptIncident> found) {
    audit.record(
        who,
        AuditAction.INCIDENT_LOOK,
        id.replace('\0', '\uFFFD'),
        found.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        found.map(incident -> Map.of(IncidentQuery.MATTER, incident.dedupKey())).orElse(Map.of()));
  }

  /** Something that is asked of the database. */
  interface Asked<T> {
    T answer() throws SQLException;
  }

  static <T> T asked(Asked<T> what) {
    try {
      return what.answer();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
