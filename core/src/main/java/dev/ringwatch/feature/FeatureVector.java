package dev.ringwatch.feature;

import dev.ringwatch.event.AccountId;

/**
 * What one account did up to a closed tick, as numbers.
 *
 * @param account whose
 * @param events how many events stand behind the numbers
 * @param peerGroup who the account is compared with: a stable name of its most frequent action
 * @param values one value per {@link Feature}, by ordinal, in the feature's own unit; NaN where the
 *     account has too few events or the log lacks the field. Handed over: neither side writes to it
 *     afterwards.
 */
public record FeatureVector(AccountId account, long events, String peerGroup, double[] values) {

  /** Checks that there is one value per feature. */
  public FeatureVector {
    if (values.length != Feature.COUNT) {
      throw new IllegalArgumentException(
          "a feature vector has " + Feature.COUNT + " values, not " + values.length);
    }
  }

  /** The value of a feature, NaN if unknown. */
  public double value(Feature feature) {
    return values[feature.ordinal()];
  }
}
