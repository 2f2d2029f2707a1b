package dev.ringwatch.app.verdict;

import dev.ringwatch.postgres.verdict.KeptVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that stands about an account or a ring, as it is shown with it. Names are a contract
 * of the HTTP interface.
 *
 * @param id its number
 * @param verdict {@code abusive}, {@code benign} or {@code unsure}
 * @param abuseType what kind of harm; null for none said
 * @param reason why, for a person; may be empty
 * @param origin how it came that somebody decided
 * @param decidedBy who
 * @param decidedAt when
 */
public record StandingView(
    long id,
    String verdict,
    @Nullable String abuseType,
    String reason,
    String origin,
    String decidedBy,
    Instant decidedAt) {

  /** That of a verdict. */
  public static StandingView of(KeptVerdict verdict) {
    return new StandingView(
        verdict.id(),
        verdict.judgement().word(),
        verdict.abuseType(),
        verdict.reason(),
        verdict.origin().word(),
        verdict.decided().by(),
        verdict.decided().at());
  }
}
