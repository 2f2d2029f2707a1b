package dev.ringwatch.postgres.results;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts.
 *
 * @param band those of this band only; all if null
 * @param leastRisk those with this risk score at least, 0 to 100
 * @param belowRisk those with a lower risk score only; {@link #NO_BOUND} for all
 * @param traits what else they have in common
 */
public record AccountFilter(
    @Nullable String band, double leastRisk, double belowRisk, AccountTraits traits) {

  /** Above every risk score. */
  public static final double NO_BOUND = 101;

  /** Those of a band, or all if it is null, from a risk score on. */
  public static AccountFilter from(@Nullable String band, double leastRisk) {
    return new AccountFilter(band, leastRisk, NO_BOUND, AccountTraits.ANY);
  }
}
