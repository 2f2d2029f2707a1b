package dev.ringwatch.postgres.learned;

import dev.ringwatch.postgres.Columns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verdicts taught, as it is kept.
 *
 * @param id its number; later ones have larger numbers
 * @param state what became of it
 * @param what what was kept
 * @param proposed by whom it was learned, and when
 * @param decision how it was decided; null if it was not
 * @param end how it was given up; null if it was not
 * @param checkedAt when it was last asked whether it still fits; null for never
 */
public record KeptBlend(
    long id,
    BlendState state,
    NewBlend what,
    Act proposed,
    @Nullable Decision decision,
    @Nullable Decision end,
    @Nullable Instant checkedAt) {

  /**
   * What somebody did.
   *
   * @param by who, as the audit log names them
   * @param at when
   */
  public record Act(String by, Instant at) {}

  /**
   * What somebody decided.
   *
   * @param act by whom, and when
   * @param reason why
   */
  public record Decision(Act act, String reason) {}

  /** The row of {@code learned_blends} that a result stands at. */
  static KeptBlend read(ResultSet row) throws SQLException {
    return new KeptBlend(
        row.getLong("id"),
        BlendState.of(row.getString("state")).orElseThrow(),
        new NewBlend(
            row.getString("reason"), row.getInt("verdicts"), row.getString("report"), learned(row)),
        new Act(row.getString("proposed_by"), Columns.time(row, "proposed_at")),
        decision(row, "decided", "decision_reason"),
        decision(row, "ended", "end_reason"),
        Columns.timeOrNull(row, "checked_at"));
  }

  private static NewBlend.@Nullable Learned learned(ResultSet row) throws SQLException {
    String weights = row.getString("weights");
    if (weights == null) {
      return null;
    }
    Array spread = row.getArray("spread");
    List<Double> values = List.of((Double[]) spread.getArray());
    spread.free();
    return new NewBlend.Learned(
        weights,
        values,
        Columns.time(row, "learned_until"),
        row.getDouble("threshold"),
        row.getDouble("previous_threshold"));
  }

  private static @Nullable Decision decision(ResultSet row, String act, String reason)
      throws SQLException {
    Instant at = Columns.timeOrNull(row, act + "_at");
    return at == null
        ? null
        : new Decision(new Act(row.getString(act + "_by"), at), row.getString(reason));
  }
}
