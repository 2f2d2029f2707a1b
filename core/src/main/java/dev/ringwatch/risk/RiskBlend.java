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
 *
 * <p>What hunts found adds the points that a team gave each hunt, as they are: these are a decision
 * and no measurement. What would lie above 100 is cut from them, from each in proportion, so that
 * the reasons of behaviour and ring stay what they are without.
 */
public final class RiskBlend {

  private static final int MAX_NAMED = 7;
  private static final double MOST = 100;
  private static final String OTHER = "other";

  private static final Comparator<Reason> LARGEST_FIRST =
      Comparator.comparingDouble((Reason reason) -> Math.abs(reason.points()))
          .reversed()
          .thenComparing(Reason::name);

  /** The reason for the rest comes last, however large it is. */
  private static final Comparator<Reason> REST_LAST =
      Comparator.comparing((Reason reason) -> reason.name().equals(OTHER))
          .thenComparing(LARGEST_FIRST);

  private final RiskConfig config;

  /** A blend under a configuration. */
  public RiskBlend(RiskConfig config) {
    this.config = config;
  }

  /** The configuration in force. */
  public RiskConfig config() {
    return config;
  }

  /**
   * The score alone: 0 to 100, a multiple of 0.1.
   *
   * @param anomaly 0 to 100
   * @param ring 0 to 100
   * @param found reasons that hunts give, with the points that each adds
   */
  public double score(double anomaly, double ring, List<Reason> found) {
    double points = found.stream().mapToDouble(Reason::points).sum();
    return Tenths.of(Math.min(MOST, MOST * blended(anomaly, ring) + points)) / 10.0;
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
   * The score with its reasons. Those of hunts are all named, for their points are somebody's
   * decision.
   *
   * @param found reasons that hunts give, with the points that each adds, not negative
   */
  public RiskScore explain(AccountId account, Part anomaly, Part ring, List<Reason> found) {
    double a = anomalyShare(anomaly.score());
    double r = ringShare(ring.score());
    List<Reason> parts = new ArrayList<>();
    addScaled(parts, anomaly, MOST * a * (1 - r / 2));
    addScaled(parts, ring, MOST * r * (1 - a / 2));
    parts.sort(LARGEST_FIRST);
    List<Reason> all = folded(parts);
    double points = found.stream().mapToDouble(Reason::points).sum();
    double room = MOST * (1 - blended(anomaly.score(), ring.score()));
    addScaled(all, new Part(points, found), Math.min(points, room));
    all.sort(REST_LAST);
    double score = score(anomaly.score(), ring.score(), found);
    return new RiskScore(account, score, config.band(score), Tenths.round(all, score));
  }

  /**
   * A score that something else adjusted, with its reasons and those of the adjustment.
   *
   * @param before the score as it was; its reasons keep their points
   * @param score what it becomes: that of {@code before} and the points of {@code more}; cut to 0
   *     to 100 and rounded to a tenth
   * @param more signed reasons
   */
  public RiskScore adjusted(RiskScore before, double score, List<Reason> more) {
    double rounded = Tenths.of(Math.clamp(score, 0, MOST)) / 10.0;
    List<Reason> all = new ArrayList<>(before.reasons());
    all.addAll(more);
    all.sort(REST_LAST);
    return new RiskScore(
        before.account(), rounded, config.band(rounded), Tenths.round(all, rounded));
  }

  /**
   * A score with what hunts add to it: 0 to 100, a multiple of 0.1.
   *
   * @param before 0 to 100
   * @param found reasons that hunts give, with the points that each adds
   */
  public double raised(double before, List<Reason> found) {
    double points = found.stream().mapToDouble(Reason::points).sum();
    return Tenths.of(Math.min(MOST, before + points)) / 10.0;
  }

  /**
   * A score with what hunts add to it, with its reasons and theirs. What would lie above 100 is cut
   * from those of hunts, as in {@link #explain}.
   *
   * @param found reasons that hunts give, with the points that each adds, not negative
   */
  public RiskScore raised(RiskScore before, List<Reason> found) {
    if (found.isEmpty()) {
      return before;
    }
    double points = found.stream().mapToDouble(Reason::points).sum();
    List<Reason> more = new ArrayList<>();
    addScaled(more, new Part(points, found), Math.min(points, MOST - before.score()));
    return adjusted(before, raised(before.score(), found), more);
  }

  private static void addScaled(List<Reason> into, Part part, double share) {
    if (part.score() == 0) {
      return;
    }
    for (Reason reason : part.reasons()) {
      double points = reason.points() * share / part.score();
      into.add(new Reason(reason.name(), points, reason.sentence()));
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
