package dev.ringwatch.postgres.erasure;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account that somebody wanted erased.
 *
 * @param id its number; {@link #pseudonym} is made of it
 * @param account which account; null once nothing names it any more
 * @param mark a keyed hash of its name, which stays
 * @param step how far it is
 * @param askedBy who wanted it, as the audit log names them
 * @param askedAt when
 * @param dueAt by when it is to be done
 * @param finishedAt when it was done; null before
 * @param removedRows how many rows are gone, those of archived files among them
 * @param problem what hinders it or could not be reached, in a sentence; empty for nothing
 */
public record Erasure(
    long id,
    @Nullable String account,
    String mark,
    Step step,
    String askedBy,
    Instant askedAt,
    Instant dueAt,
    @Nullable Instant finishedAt,
    long removedRows,
    String problem) {

  /** How far an erasure is. */
  public enum Step {
    /** Somebody wants it. */
    ASKED,
    /** Its rows are gone; what else knows of it is being gone through. */
    FORGETTING,
    /** All of it is gone. */
    DONE;

    /** As it stands in the table and in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What stands in the account's place where others were told of it, such as a ring's history. */
  public String pseudonym() {
    return "erased-" + id;
  }

  /** Whether it should have been done by a time and is not. */
  public boolean isLate(Instant now) {
    return step != Step.DONE && now.isAfter(dueAt);
  }
}
