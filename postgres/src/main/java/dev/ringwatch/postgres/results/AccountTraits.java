package dev.ringwatch.postgres.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What some accounts have in common besides their risk.
 *
 * @param openedAfter those that were opened later only; null for no bound
 * @param openedUntil those that were opened at this moment or earlier only; null for no bound
 * @param openingUnknown those of which the platform never said when they were opened only
 * @param enforced those that the platform acted against only, as people decided since; null for all
 */
public record AccountTraits(
    @Nullable Instant openedAfter,
    @Nullable Instant openedUntil,
    boolean openingUnknown,
    @Nullable Enforcement enforced) {

  /** Nothing in particular. */
  public static final AccountTraits ANY = new AccountTraits(null, null, false, null);
}
