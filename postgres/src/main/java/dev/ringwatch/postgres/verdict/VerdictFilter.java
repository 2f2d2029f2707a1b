package dev.ringwatch.postgres.verdict;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which verdicts.
 *
 * @param subject about this only; null for all
 * @param by of this giver only, as the audit log names them
 * @param judgement those that say this only
 * @param origin of this origin only
 * @param since decided at this time or later
 */
public record VerdictFilter(
    @Nullable VerdictSubject subject,
    @Nullable String by,
    @Nullable Judgement judgement,
    @Nullable VerdictOrigin origin,
    @Nullable Instant since) {

  /** All of them. */
  public static final VerdictFilter ALL = new VerdictFilter(null, null, null, null, null);

  /** Those about one account or ring. */
  public static VerdictFilter of(VerdictSubject subject) {
    return new VerdictFilter(subject, null, null, null, null);
  }
}
