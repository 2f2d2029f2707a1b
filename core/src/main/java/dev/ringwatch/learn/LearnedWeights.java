package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What verdicts taught, as plain values to be written down and read back. What is read back need
 * not come from a friend: every value is checked here. Signals are counted in deviations from what
 * is usual, so that a {@link LearnedBlend} is made of these and of the model that says what is.
 *
 * @param coefficients of the logarithm of the odds, by the name of the signal; what is not there,
 *     or is 0, adds nothing
 * @param probabilities what an adjusted score means
 */
public record LearnedWeights(Map<String, Double> coefficients, ProbabilityScale probabilities) {

  /**
   * Checks the coefficients and copies them.
   *
   * @throws IllegalArgumentException if a signal is not known, a coefficient is not finite, or one
   *     would have a mark of abuse excuse
   */
  public LearnedWeights {
    Set<String> unknown = new TreeSet<>(coefficients.keySet());
    Map<String, Double> kept = new TreeMap<>();
    for (Signal signal : Signals.ALL) {
      double coefficient = coefficients.getOrDefault(signal.name(), 0.0);
      if (!Double.isFinite(coefficient) || coefficient * signal.direction() < 0) {
        throw new IllegalArgumentException(
            "the adjustment " + signal.name() + " cannot be " + coefficient);
      }
      if (coefficient != 0) {
        kept.put(signal.name(), coefficient);
      }
      unknown.remove(signal.name());
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("there are no adjustments by " + unknown);
    }
    coefficients = Collections.unmodifiableMap(kept);
  }

  /** The adjusted score, where a model says what is usual. */
  public LearnedBlend with(AnomalyModel model) {
    return LearnedBlend.of(model, this);
  }
}
