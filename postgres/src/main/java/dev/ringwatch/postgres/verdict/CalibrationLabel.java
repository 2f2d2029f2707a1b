package dev.ringwatch.postgres.verdict;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands about an account, as calibration takes it.
 *
 * @param account whose
 * @param judgement what the verdict that stands says
 * @param abuseType what kind of harm; null for none said
 * @param origin {@link VerdictOrigin#AUDIT} of whoever was in a random sample, drawn here or
 *     elsewhere, and was looked at, also where a later verdict of another origin stands: who is in
 *     a sample does not depend on what becomes of them; of others that of the verdict that stands
 * @param inclusionProbability how likely the account was to be drawn or looked at that way, above 0
 *     and at most 1, which is less than how likely it was to be labelled at all; null if not known
 * @param decidedAt when the verdict that stands was decided
 * @param day the beginning of the day, UTC, that it is the label of: the day it was sampled for, or
 *     that of the first verdict of a sample drawn elsewhere, or of the one that stands
 * @param groups what its events of that day said, as far as it was drawn here
 * @param highestScore the highest final score that it had on that day, 0 to 100, the one that it
 *     came into the day with included; null if none is kept
 */
public record CalibrationLabel(
    String account,
    Judgement judgement,
    @Nullable String abuseType,
    VerdictOrigin origin,
    @Nullable Double inclusionProbability,
    Instant decidedAt,
    Instant day,
    Groups groups,
    @Nullable Double highestScore) {

  /**
   * Of which groups an account is.
   *
   * @param country where most of its events came from; null if not known
   * @param client what most of them were made with; null if not known
   */
  public record Groups(@Nullable String country, @Nullable String client) {}
}
