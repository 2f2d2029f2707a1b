package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What was decided about an account or a ring, and the form to decide by.
 *
 * @param form what the forms send along
 * @param mayDecide whether who looks may decide
 * @param action where the form goes
 * @param appeal what is said against the verdict that stands, while that is open
 * @param members of a ring: how many are in it; 0 for an account
 * @param types the kinds of harm to choose from
 * @param history what was decided, the newest first
 * @param taken what who looks has taken out of the queue, if that keeps it from them; nothing else
 *     is then said of what was decided
 */
record VerdictPart(
    FormToken form,
    boolean mayDecide,
    String action,
    Optional<String> appeal,
    int members,
    List<String> types,
    List<Line> history,
    Optional<Taken> taken) {

  /**
   * What who looks has taken out of the queue, so that it is decided there.
   *
   * @param what it, or what is settled with it, in words
   * @param item where it is decided
   */
  record Taken(String what, String item) {}

  /** Whether who looks must not see what others decided; also where that cannot be told. */
  static boolean isBlind(Panel<VerdictPart> verdict) {
    return verdict.content().map(part -> part.taken().isPresent()).orElse(true);
  }

  /**
   * A verdict in a line.
   *
   * @param verdict the word
   * @param kind what colours it: that it stands, was taken back, or neither
   * @param words what else there is to say
   * @param at when
   * @param undo its number, if it can be taken back
   */
  record Line(String verdict, String kind, String words, Moment at, Optional<Long> undo) {

    /**
     * The line of a verdict.
     *
     * @param names makes the name to show of who decided
     */
    static Line of(KeptVerdict verdict, UnaryOperator<String> names, Instant now) {
      KeptVerdict.Withdrawal back = verdict.withdrawal();
      return new Line(
          verdict.judgement().word(),
          back != null ? "withdrawn" : verdict.stands() ? "stands" : "past",
          words(verdict, names),
          Moment.of(verdict.decided().at(), now),
          back == null ? Optional.of(verdict.id()) : Optional.empty());
    }

    private static String words(KeptVerdict verdict, UnaryOperator<String> names) {
      StringBuilder words = new StringBuilder();
      if (verdict.abuseType() != null) {
        words.append(spaced(verdict.abuseType())).append(", ");
      }
      words.append("by ").append(names.apply(verdict.decided().by()));
      words.append(
          switch (verdict.origin()) {
            case REVIEW -> verdict.belongs().ringVerdict() == null ? "" : ", with its ring";
            case AUDIT -> ", random sample";
            case APPEAL -> ", on appeal";
            case SECOND_REVIEW -> ", second opinion";
            case IMPORT -> ", decided elsewhere";
          });
      if (verdict.riskScore() != null) {
        words.append(", at a score of ").append(Numbers.score(verdict.riskScore()));
      }
      if (!verdict.reason().isEmpty()) {
        words.append(": ").append(Shown.line(verdict.reason()));
      }
      KeptVerdict.Withdrawal back = verdict.withdrawal();
      return back == null
          ? words.toString()
          : words + ". Taken back by " + names.apply(back.act().by());
    }
  }

  /** A kind of harm as it is shown. */
  static String spaced(String type) {
    return type.replace('_', ' ');
  }
}
