package dev.ringwatch.feature;

import dev.ringwatch.event.AccountId;

/**
 * What one account did up to a closed tick, as numbers. Two vectors are equal only if they are the
 * same one: tests compare the parts.
 */
public final class FeatureVector {

  private final AccountId account;
  private final long events;
  private final int actionsOnTargets;
  private final String peerGroup;
  private final double[] values;

  /**
   * A vector.
   *
   * @param account whose
   * @param events how many events stand behind the numbers
   * @param actionsOnTargets how many of them name a target: what the account puts into co-actions
   * @param peerGroup who the account is compared with: a stable name of its most frequent action
   * @param values one value per {@link Feature}, by index, in the feature's own unit; NaN where the
   *     account has too few events or the log lacks the field. Handed over: neither side writes to
   *     it afterwards.
   */
  public FeatureVector(
      AccountId account, long events, int actionsOnTargets, String peerGroup, double[] values) {
    if (values.length != Feature.COUNT) {
      throw new IllegalArgumentException(
          "a feature vector has " + Feature.COUNT + " values, not " + values.length);
    }
    this.account = account;
    this.events = events;
    this.actionsOnTargets = actionsOnTargets;
    this.peerGroup = peerGroup;
    this.values = values;
  }

  /** Whose vector this is. */
  public AccountId account() {
    return account;
  }

  /** How many events stand behind the numbers. */
  public long events() {
    return events;
  }

  /** How many of the events name a target. */
  public int actionsOnTargets() {
    return actionsOnTargets;
  }

  /** Who the account is compared with. */
  public String peerGroup() {
    return peerGroup;
  }

  /** All values, by {@link Feature#index}; not to be written to. */
  public double[] values() {
    return values;
  }

  /** The value of a feature, NaN if unknown. */
  public double value(Feature feature) {
    return values[feature.index()];
  }
}
