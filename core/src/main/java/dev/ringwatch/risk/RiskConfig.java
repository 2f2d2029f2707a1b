package dev.ringwatch.risk;

import java.io.Serializable;

/**
 * How the parts make a risk score.
 *
 * @param anomalyWeight the risk, as a share of 100, of an account whose anomaly score is 100 and
 *     that is in no ring; 0 to 1
 * @param ringWeight the same for an account in a ring that scores 100 and with an anomaly score of
 *     0; 0 to 1
 * @param mediumFrom the score at which the medium band begins
 * @param highFrom the score at which the high band begins, above {@code mediumFrom}
 */
public record RiskConfig(
    double anomalyWeight, double ringWeight, double mediumFrom, double highFrom)
    implements Serializable {

  /** Checks every value. */
  public RiskConfig {
    requireShare("anomalyWeight", anomalyWeight);
    requireShare("ringWeight", ringWeight);
    if (!(mediumFrom > 0 && mediumFrom < highFrom && highFrom <= 100)) {
      throw new IllegalArgumentException(
          "bands need 0 < mediumFrom < highFrom <= 100, not " + mediumFrom + " and " + highFrom);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, not " + value);
    }
  }

  /**
   * Bands at 40 and 70 as the seed has them; a certain ring weighs a little more than the oddest
   * behaviour.
   */
  public static RiskConfig ofDefaults() {
    return new RiskConfig(0.9, 0.95, 40, 70);
  }

  /** The band of a score. */
  public Band band(double score) {
    return score >= highFrom ? Band.HIGH : score >= mediumFrom ? Band.MEDIUM : Band.LOW;
  }
}
