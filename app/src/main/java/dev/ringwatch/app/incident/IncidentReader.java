package dev.ringwatch.app.incident;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.incident.IncidentHistory;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptIncident;
import dev.ringwatch.postgres.incident.KeptMove;
import dev.ringwatch.postgres.incident.Suppression;
import dev.ringwatch.postgres.incident.Suppressions;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at incidents and at what was not told. What is shown is recorded before it is shown. Safe
 * for threads.
 */
public final class IncidentReader {

  private final IncidentPages incidents;
  private final IncidentHistory history;
  private final Suppressions suppressions;
  private final Audit audit;
  private final Blindness blindness;

  IncidentReader(
      IncidentPages incidents,
      IncidentHistory history,
      Suppressions suppressions,
      Audit audit,
      Blindness blindness) {
    this.blindness = blindness;
    this.incidents = incidents;
    this.history = history;
    this.suppressions = suppressions;
    this.audit = audit;
  }

  /**
   * An incident with what became of it.
   *
   * @param incident the incident
   * @param moves what became of it, the newest first; some of them if there are many
   * @param first how it began; empty if that is not known
   * @param untold why people were not told of its matter, what was noted last first
   */
  public record Story(
      KeptIncident incident,
      List<KeptMove> moves,
      Optional<KeptMove> first,
      List<Suppression> untold) {

    /** Copies the lists. */
    public Story {
      moves = List.copyOf(moves);
      untold = List.copyOf(untold);
    }
  }

  /**
   * The incident that a path names, with so many of its moves; empty if there is none. Whether it
   * must not be shown now is for the caller to ask.
   */
  public Optional<Story> look(String id, Who who, int moves) {
    Optional<KeptIncident> found = find(id);
    Optional<Story> story = found.map(incident -> asked(() -> story(incident, moves)));
    recordLook(who, id, found);
    return story;
  }

  private Story story(KeptIncident incident, int moves) throws SQLException {
    Suppressions.Filter matter =
        new Suppressions.Filter(Optional.of(incident.dedupKey()), Optional.empty());
    return new Story(
        incident,
        history.of(incident.id(), Long.MAX_VALUE, moves),
        history.first(incident.id()),
        suppressions.page(matter, Suppressions.Place.START, moves));
  }

  /**
   * What became of the incident that a path names, the newest first; empty if there is none.
   *
   * @param before moves with smaller numbers only
   */
  Optional<List<KeptMove>> history(String id, Who who, long before, int limit) {
    Optional<KeptIncident> found = shown(find(id), who);
    Optional<List<KeptMove>> moves =
        found.map(incident -> asked(() -> history.of(incident.id(), before, limit)));
    recordLook(who, id, found);
    return moves;
  }

  /** The newest incidents of a matter; who looks at the matter itself is recorded for that. */
  public List<KeptIncident> ofMatter(String dedupKey, int limit) {
    IncidentPages.Filter filter = new IncidentPages.Filter(Optional.empty(), Optional.of(dedupKey));
    return asked(() -> incidents.page(filter, Long.MAX_VALUE, limit));
  }

  /** A page of what people were not told, what was noted last first. */
  public SuppressionQuery.Page suppressed(SuppressionQuery query, Who who) {
    audit.record(who, AuditAction.SUPPRESSION_LIST, "", Audit.DONE, query.asked());
    return query.page(asked(() -> suppressions.page(query.filter(), query.after(), query.limit())));
  }

  /** A page of incidents, the newest first, without those that must not be shown now. */
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
    return new IncidentQuery.Page(blindness.shown(who, page), next);
  }

  /**
   * An incident, unless it is over and who looks has taken what it is about out of the queue: what
   * became of it says what was decided.
   */
  public Optional<KeptIncident> shown(Optional<KeptIncident> incident, Who who) {
    return incident.filter(one -> blindness.because(who, one).isEmpty());
  }

  /** What they have taken because of which an incident must not be shown to them now. */
  public Optional<VerdictSubject> hidden(KeptIncident incident, Who who) {
    return blindness.because(who, incident);
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
  public void recordLook(Who who, String id, Optional<KeptIncident> found) {
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
