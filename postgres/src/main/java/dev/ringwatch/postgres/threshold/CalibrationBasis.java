package dev.ringwatch.postgres.threshold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a calibrated threshold rests on.
 *
 * @param maxFpr the bound on the share of benign accounts that open an incident in a day
 * @param confidence with which it is kept
 * @param benign benign accounts of the random sample
 * @param violation the probability, 0 to 1, that the bound is broken all the same; null if the
 *     threshold rests on none
 * @param from from when labels were taken
 * @param to up to when
 * @param report everything else, as JSON
 */
public record CalibrationBasis(
    double maxFpr,
    double confidence,
    long benign,
    @Nullable Double violation,
    Instant from,
    Instant to,
    String report) {}
