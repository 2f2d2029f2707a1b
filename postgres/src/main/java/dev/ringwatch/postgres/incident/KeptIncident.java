package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.risk.Band;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is kept.
 *
 * @param id its number; later ones have larger numbers
 * @param dedupKey names the matter
 * @param kind what it is about
 * @param subject the account's or the ring's id, or what else it is about
 * @param state how it stands
 * @param provisional whether no closed tick has confirmed it yet
 * @param score of its newest evidence, 0 to 100
 * @param band the highest that it had
 * @param details what its newest evidence rests on, as JSON
 * @param reopens the incident of the same matter before it; null for none
 * @param opened when it was opened
 * @param lastEvidence the tick of its newest evidence
 * @param silence the silence because of which people are not told of it yet; null for none
 * @param handled who does what about it
 */
public record KeptIncident(
    long id,
    String dedupKey,
    IncidentKind kind,
    String subject,
    State state,
    boolean provisional,
    double score,
    Band band,
    String details,
    @Nullable Long reopens,
    Instant opened,
    Instant lastEvidence,
    @Nullable Long silence,
    Handled handled) {

  /** The columns that {@link #read} takes. */
  static final String COLUMNS =
      """
      id, dedup_key, kind, state, provisional, score, band, details, reopens,
      opened_at, last_evidence_at, acknowledged_by, acknowledged_at, assigned_to, closed_at, closed_by,
      close_reason,
      (SELECT silence_id FROM alert_holds WHERE incident_id = alert_incidents.id) AS silence_id
      """;

  /** How an incident stands. */
  public enum State {
    /** Nobody has said to have seen it. */
    OPEN,
    /** Somebody has. */
    ACKNOWLEDGED,
    /** It was decided, has been quiet for long, or another one speaks of the same. */
    RESOLVED,
    /** A closed tick did not confirm it. */
    WITHDRAWN;

    /** The word in tables and answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Who does what about an incident.
   *
   * @param acknowledgedBy who has seen it
   * @param acknowledged when
   * @param assignedTo who looks after it
   * @param closed when it was closed
   * @param closedBy who closed it
   * @param closeReason why
   */
  public record Handled(
      @Nullable String acknowledgedBy,
      @Nullable Instant acknowledged,
      @Nullable String assignedTo,
      @Nullable Instant closed,
      @Nullable String closedBy,
      @Nullable String closeReason) {}

  /** The row that a result stands at. */
  static KeptIncident read(ResultSet row) throws SQLException {
    IncidentKind kind = IncidentKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    return new KeptIncident(
        row.getLong("id"),
        row.getString("dedup_key"),
        kind,
        row.getString("dedup_key").substring(kind.label().length() + 1),
        State.of(row.getString("state")),
        row.getBoolean("provisional"),
        row.getDouble("score"),
        Band.valueOf(row.getString("band").toUpperCase(Locale.ROOT)),
        row.getString("details"),
        row.getObject("reopens", Long.class),
        Columns.time(row, "opened_at"),
        Columns.time(row, "last_evidence_at"),
        row.getObject("silence_id", Long.class),
        new Handled(
            row.getString("acknowledged_by"),
            Columns.timeOrNull(row, "acknowledged_at"),
            row.getString("assigned_to"),
            Columns.timeOrNull(row, "closed_at"),
            row.getString("closed_by"),
            row.getString("close_reason")));
  }
}
