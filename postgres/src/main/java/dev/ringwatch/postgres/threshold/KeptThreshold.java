package dev.ringwatch.postgres.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as it is kept.
 *
 * @param id its number; later ones have larger numbers
 * @param kind of which incidents
 * @param state what became of it
 * @param threshold incidents are opened from this score on; null if there is none
 * @param previous what held when it was proposed
 * @param reason why, as a sentence
 * @param basis what it rests on; null if a person chose it
 * @param proposed by whom, and when
 * @param decision how it was decided; null if it was not
 * @param effectiveFrom the first tick at which it holds; null if it does not, or is about to
 */
public record KeptThreshold(
    long id,
    IncidentKind kind,
    ThresholdState state,
    @Nullable Double threshold,
    double previous,
    String reason,
    @Nullable CalibrationBasis basis,
    Act proposed,
    @Nullable Decision decision,
    @Nullable Tick effectiveFrom) {

  /**
   * What somebody did.
   *
   * @param by who, as the audit log names them
   * @param at when
   */
  public record Act(String by, Instant at) {}

  /**
   * How it was decided.
   *
   * @param act by whom, and when
   * @param reason why
   */
  public record Decision(Act act, String reason) {}

  /** The row of {@code threshold_history} that a result stands at. */
  static KeptThreshold read(ResultSet row) throws SQLException {
    Instant decidedAt = Columns.timeOrNull(row, "decided_at");
    Long minute = row.getObject("effective_from_minute", Long.class);
    return new KeptThreshold(
        row.getLong("id"),
        kind(row),
        ThresholdState.of(row.getString("state")).orElseThrow(),
        row.getObject("threshold", Double.class),
        row.getDouble("previous_threshold"),
        row.getString("reason"),
        basis(row),
        new Act(row.getString("proposed_by"), Columns.time(row, "proposed_at")),
        decidedAt == null
            ? null
            : new Decision(
                new Act(row.getString("decided_by"), decidedAt), row.getString("decision_reason")),
        minute == null ? null : new Tick(minute));
  }

  /** The kind in a column. */
  static IncidentKind kind(ResultSet row) throws SQLException {
    String label = row.getString("kind");
    return Arrays.stream(IncidentKind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable CalibrationBasis basis(ResultSet row) throws SQLException {
    String report = row.getString("report");
    return report == null
        ? null
        : new CalibrationBasis(
            row.getDouble("max_fpr"),
            row.getDouble("confidence"),
            row.getLong("benign_count"),
            row.getObject("violation_probability", Double.class),
            Columns.time(row, "window_from"),
            Columns.time(row, "window_to"),
            report);
  }
}
