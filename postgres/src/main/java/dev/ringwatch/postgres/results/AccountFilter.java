package dev.ringwatch.postgres.results;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts.
 *
 * @param band those of this band only; all if null
 * @param leastRisk those with this risk score at least, 0 to 100
 */
public record AccountFilter(@Nullable String band, double leastRisk) {}
