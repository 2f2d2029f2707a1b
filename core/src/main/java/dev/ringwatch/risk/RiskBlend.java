package dev.ringwatch.risk;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Blends an anomaly score and a ring score. The parts are independent witnesses, so their shares
 * combine as {@code 1 - (1 - a)(1 - r)}: either alone can make an account high, both together more
 * so, and never above 100. What the two have in common is split evenly (the Shapley value of a game
 * of two), so that the reasons of both sum to the score.
 */
public final class RiskBlend {

  private static final int MAX_NAMED = 7;
  private static final String OTHER = "other";

  private final RiskConfig config;

  /** A blend under a configuration. */
  public RiskBlend(RiskConfig config) {
    this.config = config;
  }

  /** The configuration in force. */
  public RiskConfig config() {
    return config;
  }

  /** The score alone: 0 to 100, a multiple of 0.1, from an anomaly and a ring score of 0 to 100. */
  public double score(double anomaly, double ring) {
    return Tenths.of(100 * blended(anomaly, ring)) / 10.0;
  }

  private double blended(double anomaly, double ring) {
    return 1 - (1 - anomalyShare(anomaly)) * (1 - ringShare(ring));
  }

  private double anomalyShare(double anomaly) {
    return config.anomalyWeight() * anomaly / 100;
  }

  private double ringShare(double ring) {
    return config.ringWeight() * ring / 100;
  }

  /**
   * The score with its reasons.
   *
   * @param anomalyReasons reasons whose points sum to {@code anomaly}
   * @param ringReasons reasons whose points sum to {@code ring}; empty for an account in no ring
   */
  public RiskScore explain(
      AccountId account,
      double anomaly,
      List<Reason> anomalyReasons,
      double ring,
      List<Reason> ringReasons) {
    double a = anomalyShare(anomaly);
    double r = ringShare(ring);
    List<Reason> all = new ArrayList<>();
    addScaled(all, anomalyReasons, anomaly, 100 * a * (1 - r / 2));
    addScaled(all, ringReasons, ring, 100 * r * (1 - a / 2));
    all.sort(
        Comparator.comparingDouble((Reason reason) -> Math.abs(reason.points()))
            .reversed()
            .thenComparing(Reason::name));
    double score = score(anomaly, ring);
    return new RiskScore(account, score, config.band(score), Tenths.round(folded(all), score));
  }

  private static void addScaled(List<Reason> into, List<Reason> reasons, double sum, double share) {
    if (sum == 0) {
      return;
    }
    for (Reason reason : reasons) {
      into.add(new Reason(reason.name(), reason.points() * share / sum, reason.sentence()));
    }
  }

  /**
   * The largest reasons, and one for all the rest, among them what the parts had already folded.
   */
  private static List<Reason> folded(List<Reason> sorted) {
    List<Reason> kept = new ArrayList<>();
    double rest = 0;
    int smaller = 0;
    for (Reason reason : sorted) {
      if (kept.size() < MAX_NAMED && !reason.name().equals(OTHER)) {
        kept.add(reason);
      } else {
        rest += reason.points();
        smaller++;
      }
    }
    if (smaller > 0) {
      kept.add(new Reason(OTHER, rest, "smaller signs, together"));
    }
    return kept;
  }
}
