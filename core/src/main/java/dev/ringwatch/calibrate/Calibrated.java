package dev.ringwatch.calibrate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a calibration found: a threshold or why there is none, and everything else that could be
 * said.
 *
 * @param outcome the threshold
 * @param candidates what each rule asked for
 * @param performances what each candidate does
 * @param ranking how well scores tell labelled accounts apart; empty if all labels say the same
 */
public record Calibrated(
    Outcome outcome,
    Candidates candidates,
    Map<ThresholdRule, Performance> performances,
    Optional<RankingFigures> ranking) {

  /** Copies the map. */
  public Calibrated {
    performances =
        Collections.unmodifiableMap(
            performances.isEmpty()
                ? new EnumMap<>(ThresholdRule.class)
                : new EnumMap<>(performances));
  }

  /** What the chosen threshold does; empty if there is none. */
  public Optional<Performance> performance() {
    return outcome instanceof Outcome.Chosen chosen
        ? Optional.ofNullable(performances.get(chosen.winner()))
        : Optional.empty();
  }
}
