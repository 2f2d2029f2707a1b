package dev.ringwatch.app.ring;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Looks at rings. What is shown is recorded before it is shown, and so is that there was nothing to
 * show. Safe for threads.
 */
public final class Looks {

  private final KeptRings rings;
  private final Audit audit;

  Looks(KeptRings rings, Audit audit) {
    this.rings = rings;
    this.audit = audit;
  }

  /**
   * Something that is asked of the database.
   *
   * @param <T> what it answers
   */
  public interface Asked<T> {

    /** Asks. */
    T of(KeptRings rings) throws SQLException;
  }

  /**
   * Asks the database.
   *
   * @throws LogUnavailableException if it does not answer
   */
  public <T> T ask(Asked<T> what) {
    try {
      return what.of(rings);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** The ring of an id; no ring has one with a NUL, and no database takes it. */
  public Optional<KeptRing> find(String id) {
    return id.indexOf(0) >= 0 ? Optional.empty() : ask(kept -> kept.find(id));
  }

  /** Records what is about to be shown of a ring, or that there is none. */
  public void record(Who who, AuditAction action, String id, Optional<Map<String, String>> shown) {
    String object = id.replace('\0', '\uFFFD');
    String outcome = shown.isPresent() ? Audit.DONE : Audit.NOT_FOUND;
    audit.record(who, action, object, outcome, shown.orElse(Map.of()));
  }

  /** Records that rings are about to be shown. */
  public void recordList(Who who, Map<String, String> details) {
    audit.record(who, AuditAction.RING_LIST, "", Audit.DONE, details);
  }

  /** What a look at a ring records of it. */
  public static Map<String, String> details(KeptRing ring) {
    return Map.of(
        "status",
        ring.ended() == null ? "living" : "ended",
        "ring_score",
        Double.toString(ring.score()));
  }

  /**
   * Answers with a page of what belongs to a ring.
   *
   * @param what what is on the page, in a word
   * @param read reads the page
   * @param view makes what is answered of it
   */
  <T> ResponseEntity<?> page(
      Looked looked, String what, Asked<List<T>> read, Function<List<T>, Object> view) {
    Optional<List<T>> page = find(looked.id()).map(ring -> ask(read));
    record(
        looked.who(),
        looked.action(),
        looked.id(),
        page.map(rows -> Map.of(what, Integer.toString(rows.size()))));
    return page.<ResponseEntity<?>>map(rows -> ResponseEntity.ok(view.apply(rows)))
        .orElseGet(() -> notFound(looked.id()));
  }

  /**
   * A look at a ring.
   *
   * @param who who looks
   * @param action what is recorded
   * @param id at which
   */
  record Looked(Who who, AuditAction action, String id) {}

  /** What is answered where there is no ring. */
  static ResponseEntity<?> notFound(String id) {
    return ResponseEntity.of(
            ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "there is no ring " + id))
        .build();
  }
}
