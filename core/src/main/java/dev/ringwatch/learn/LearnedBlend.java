package dev.ringwatch.learn;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.risk.RiskBlend;
import dev.ringwatch.risk.RiskScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The risk score, adjusted by what verdicts taught. With s the score as a share of 100:
 *
 * <p>adjusted = 100 x share(log odds(s) + sum of coefficient x signal),
 *
 * <p>so that without coefficients every score is what it was, signals that accuse only can never
 * lower a score, and the difference is the sum of what each signal adds: the reasons of an adjusted
 * score are those of the score and one for each feature that moved it, and they sum. An account
 * that is usual in everything keeps its score.
 *
 * <p>Immutable and safe for threads.
 */
public final class LearnedBlend {

  private static final int MAX_NAMED = 5;
  private static final double LEAST_POINTS = 0.1;

  /** Below it the way from one score to the other is taken for straight. */
  private static final double NO_WAY = 1e-9;

  private static final String PREFIX = "verdicts_";
  private static final String OTHER = PREFIX + "other";
  private static final String LIKE_IT = "by verdicts on accounts like it: ";
  private static final Feature[] FEATURES = Feature.values();
  private static final int RING = FEATURES.length;

  private final Signals signals;
  private final List<Weighted> weighted;
  private final LearnedWeights weights;

  private record Weighted(Signal signal, double coefficient) {}

  private LearnedBlend(AnomalyModel model, LearnedWeights weights) {
    this.signals = new Signals(model);
    this.weights = weights;
    this.weighted =
        Signals.ALL.stream()
            .filter(signal -> weights.coefficients().containsKey(signal.name()))
            .map(signal -> {
              double coefficient = weights.coefficients().getOrDefault(signal.name(), 0.0);
              return new Weighted(signal, coefficient);
            })
            .toList();
  }

  /**
   * The blend of these weights.
   *
   * @param model says what is usual
   */
  public static LearnedBlend of(AnomalyModel model, LearnedWeights weights) {
    return new LearnedBlend(model, weights);
  }

  /**
   * The blend of these coefficients.
   *
   * @param model what it was learned with: it says what is usual
   * @param coefficients by the name of the signal; what is not there is 0
   * @param probabilities what an adjusted score means
   * @throws IllegalArgumentException if a signal is not known, a coefficient is not finite, or one
   *     would have a mark of abuse excuse
   */
  public static LearnedBlend of(
      AnomalyModel model, Map<String, Double> coefficients, ProbabilityScale probabilities) {
    return of(model, new LearnedWeights(coefficients, probabilities));
  }

  /** What it was made of. */
  public LearnedWeights weights() {
    return weights;
  }

  /** The coefficients by the name of the signal, without those of 0. */
  public Map<String, Double> coefficients() {
    return weights.coefficients();
  }

  /** What an adjusted score means. */
  public ProbabilityScale probabilities() {
    return weights.probabilities();
  }

  /** What verdicts add to the logarithm of the odds of an account's score. */
  public double adjustment(ScoredAccount account) {
    double sum = 0;
    for (Weighted one : weighted) {
      sum += one.coefficient() * signals.value(one.signal(), account);
    }
    return sum;
  }

  /** The adjusted score: 0 to 100, higher is worse; not rounded. O(signals). */
  public double score(ScoredAccount account) {
    return account.risk() + points(account.risk(), adjustment(account));
  }

  /** What an adjustment adds to a score, so that it stays within 0 to 100. */
  private static double points(double risk, double adjustment) {
    double from = Logistic.logOdds(risk);
    double points = 100 * (Logistic.share(from + adjustment) - Logistic.share(from));
    return Math.clamp(points, -risk, 100 - risk);
  }

  /**
   * The adjusted score with its reasons. What each feature adds is its share of the way in log odds
   * times the mean slope of the score on it (the path integral of Aumann and Shapley).
   *
   * @param before the score of this account, whose {@link ScoredAccount#risk} is the same
   */
  public RiskScore explain(RiskScore before, ScoredAccount account, RiskBlend blend) {
    double adjustment = adjustment(account);
    double points = points(before.score(), adjustment);
    double share = Logistic.share(Logistic.logOdds(before.score()));
    double slope = Math.abs(adjustment) < NO_WAY ? 100 * share * (1 - share) : points / adjustment;
    return blend.adjusted(before, before.score() + points, reasons(account, slope, points));
  }

  /** The features with the most points, either way, and one reason for the rest. */
  private List<Reason> reasons(ScoredAccount account, double slope, double points) {
    double[] pointsOf = byFeature(account);
    List<Reason> kept = new ArrayList<>();
    double rest = points;
    for (int place : largest(pointsOf, slope)) {
      double own = pointsOf[place] * slope;
      rest -= own;
      kept.add(reason(place, own, account));
    }
    if (Math.abs(rest) > NO_WAY) {
      kept.add(new Reason(OTHER, rest, "what else verdicts say of accounts like it, together"));
    }
    return kept;
  }

  /** What each feature adds to the log odds, by its index; the ring comes after the last. */
  private double[] byFeature(ScoredAccount account) {
    double[] sums = new double[RING + 1];
    for (Weighted one : weighted) {
      int place = one.signal().feature().map(Feature::index).orElse(RING);
      sums[place] += one.coefficient() * signals.value(one.signal(), account);
    }
    return sums;
  }

  /** The places of the largest, as far as they are worth naming; the first of equals first. */
  private static List<Integer> largest(double[] logOdds, double slope) {
    return IntStream.range(0, logOdds.length)
        .filter(place -> Math.abs(logOdds[place] * slope) >= LEAST_POINTS)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -Math.abs(logOdds[place])))
        .limit(MAX_NAMED)
        .toList();
  }

  private Reason reason(int place, double points, ScoredAccount account) {
    if (place == RING) {
      return new Reason(PREFIX + "ring", points, LIKE_IT + "works together with others in a ring");
    }
    Feature feature = FEATURES[place];
    return new Reason(
        PREFIX + feature.label(), points, LIKE_IT + signals.sentence(feature, account));
  }
}
