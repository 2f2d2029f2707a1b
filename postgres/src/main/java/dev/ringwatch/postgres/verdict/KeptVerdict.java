package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is kept.
 *
 * @param id its number; those entered later have larger numbers
 * @param subject about what
 * @param judgement what it says
 * @param abuseType what kind of harm; null for none said
 * @param reason why, for a person; may be empty
 * @param origin how it came that somebody decided
 * @param inclusionProbability how likely it was to be looked at; null if not known
 * @param riskScore the score as the server had it then, 0 to 100; null if it had none
 * @param decided who decided, and when
 * @param belongs what it belongs to
 * @param withdrawal that it was taken back; null if it was not
 * @param stands whether it is the one that stands
 */
public record KeptVerdict(
    long id,
    VerdictSubject subject,
    Judgement judgement,
    @Nullable String abuseType,
    String reason,
    VerdictOrigin origin,
    @Nullable Double inclusionProbability,
    @Nullable Double riskScore,
    Act decided,
    Belongs belongs,
    @Nullable Withdrawal withdrawal,
    boolean stands) {

  /**
   * Who did something, and when.
   *
   * @param by as the audit log names them
   * @param at when
   */
  public record Act(String by, Instant at) {}

  /**
   * What a verdict belongs to.
   *
   * @param ringVerdict of a member: the verdict about its ring that it was given with
   * @param secondOf the verdict of which it is a second opinion
   * @param appeal the appeal that it answers
   * @param wantsSecond whether it was chosen for a second opinion
   */
  public record Belongs(
      @Nullable Long ringVerdict,
      @Nullable Long secondOf,
      @Nullable Long appeal,
      boolean wantsSecond) {}

  /**
   * That a verdict was taken back.
   *
   * @param act by whom, and when
   * @param reason why
   */
  public record Withdrawal(Act act, String reason) {}

  /** The row of {@code verdicts_now} that a result stands at. */
  static KeptVerdict read(ResultSet row) throws SQLException {
    Instant withdrawn = Columns.timeOrNull(row, "withdrawn_at");
    return new KeptVerdict(
        row.getLong("id"),
        VerdictSubject.read(row),
        Judgement.of(row.getString("verdict")).orElseThrow(),
        row.getString("abuse_type"),
        row.getString("reason"),
        VerdictOrigin.of(row.getString("origin")).orElseThrow(),
        row.getObject("inclusion_probability", Double.class),
        row.getObject("risk_score", Double.class),
        new Act(row.getString("decided_by"), Columns.time(row, "decided_at")),
        new Belongs(
            row.getObject("ring_verdict", Long.class),
            row.getObject("second_of", Long.class),
            row.getObject("appeal_id", Long.class),
            row.getBoolean("wants_second")),
        withdrawn == null
            ? null
            : new Withdrawal(
                new Act(row.getString("withdrawn_by"), withdrawn),
                row.getString("withdraw_reason")),
        row.getBoolean("stands"));
  }
}
