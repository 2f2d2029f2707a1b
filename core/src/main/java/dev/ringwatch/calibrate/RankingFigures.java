package dev.ringwatch.calibrate;

import java.util.Optional;

/**
 * How well the scores of labelled accounts tell them apart, with how sure that is. Each label
 * counts once, whatever its inclusion probability: the figures are of these accounts.
 *
 * @param rocAuc 0 to 1; guessing has 0.5
 * @param rocAucInterval by DeLong; empty with a single account of a kind
 * @param averagePrecision 0 to 1; guessing has the share of abusive ones
 * @param averagePrecisionInterval by bootstrap; empty if none was asked for
 */
public record RankingFigures(
    double rocAuc,
    Optional<Interval> rocAucInterval,
    double averagePrecision,
    Optional<Interval> averagePrecisionInterval) {

  static RankingFigures of(RankingQuality quality, Resampling resampling) {
    return new RankingFigures(
        quality.rocAuc(),
        quality.rocAucInterval(resampling.confidence()),
        quality.averagePrecision(),
        quality.averagePrecisionInterval(resampling));
  }
}
