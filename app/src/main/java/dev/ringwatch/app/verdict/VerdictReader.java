package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.KeptAppeal;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.VerdictFilter;
import dev.ringwatch.postgres.verdict.VerdictPages;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads what was decided about one account or ring, for those who show it with it and record that
 * they do. Every method throws {@link LogUnavailableException} if the database does not answer.
 * Safe for threads.
 */
public final class VerdictReader {

  private final VerdictPages pages;
  private final Appeals appeals;
  private final Blindness blindness;

  /** Reads verdicts and appeals. */
  public VerdictReader(VerdictPages pages, Appeals appeals, Blindness blindness) {
    this.pages = pages;
    this.appeals = appeals;
    this.blindness = blindness;
  }

  /**
   * Something that is asked of the database.
   *
   * @param <T> what it answers
   */
  public interface Asked<T> {

    /** Asks. */
    T answer() throws SQLException;
  }

  /**
   * Asks.
   *
   * @throws LogUnavailableException if the database does not answer
   */
  public static <T> T asked(Asked<T> what) {
    try {
      return what.answer();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /**
   * The verdict that stands; empty also for an id that none can have, and for who has taken it out
   * of the queue.
   */
  public Optional<StandingView> standing(Who who, boolean ring, String id) {
    return canBe(id) && blindness.because(who, ring, id).isEmpty()
        ? asked(() -> pages.standing(subject(ring, id))).map(StandingView::of)
        : Optional.empty();
  }

  /**
   * Verdicts about a subject, those entered last first.
   *
   * @param limit the most to return
   */
  public List<KeptVerdict> history(boolean ring, String id, int limit) {
    return canBe(id)
        ? asked(() -> pages.page(VerdictFilter.of(subject(ring, id)), Long.MAX_VALUE, limit))
        : List.of();
  }

  /** Those of some verdicts that may be shown to somebody. */
  List<KeptVerdict> shown(Who who, List<KeptVerdict> verdicts) {
    return blindness.shown(who, verdicts, verdict -> Optional.of(verdict.subject()));
  }

  /** The verdict that a number names; empty if there is none. */
  public Optional<KeptVerdict> find(String number) {
    return number.matches("[1-9][0-9]{0,17}")
        ? asked(() -> pages.find(Long.parseLong(number)))
        : Optional.empty();
  }

  /** The open appeal of an account. */
  public Optional<KeptAppeal> openAppeal(String account) {
    return canBe(account)
        ? asked(() -> appeals.page(KeptAppeal.State.OPEN, account, Long.MAX_VALUE, 1)).stream()
            .findFirst()
        : Optional.empty();
  }

  static boolean canBe(String id) {
    return !id.isEmpty() && id.length() <= VerdictSubject.MAX_LENGTH && id.indexOf(0) < 0;
  }

  private static VerdictSubject subject(boolean ring, String id) {
    return ring ? VerdictSubject.ring(id) : VerdictSubject.account(id);
  }
}
