package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An appeal as it is kept.
 *
 * @param id its number; later ones have larger numbers
 * @param account whose
 * @param text what was said
 * @param state how it stands
 * @param against the number of the verdict that it is against
 * @param opened who entered it, and when
 * @param answer the verdict that decided it; null while it is open
 */
public record KeptAppeal(
    long id,
    String account,
    String text,
    State state,
    long against,
    KeptVerdict.Act opened,
    @Nullable Answer answer) {

  /** How an appeal stands. */
  public enum State {
    /** Nobody has decided it. */
    OPEN,
    /** The verdict that it is against was found right. */
    UPHELD,
    /** The verdict that it is against was found wrong. */
    OVERTURNED;

    /** The word in tables and answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a word. */
    public static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /**
   * How it was decided.
   *
   * @param verdict the number of the verdict
   * @param act by whom, and when
   */
  public record Answer(long verdict, KeptVerdict.Act act) {}

  /** The row of {@code appeals_now} that a result stands at. */
  static KeptAppeal read(ResultSet row) throws SQLException {
    Instant answered = Columns.timeOrNull(row, "answered_at");
    return new KeptAppeal(
        row.getLong("id"),
        row.getString("account_id"),
        row.getString("text"),
        State.of(row.getString("state")).orElseThrow(),
        row.getLong("verdict_id"),
        new KeptVerdict.Act(row.getString("opened_by"), Columns.time(row, "opened_at")),
        answered == null
            ? null
            : new Answer(
                row.getLong("answer_id"),
                new KeptVerdict.Act(row.getString("answered_by"), answered)));
  }
}
