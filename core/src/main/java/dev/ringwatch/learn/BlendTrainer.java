package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Learns an adjustment of the risk score from verdicts: logistic regression on the score and on
 * {@link Signal}s, drawn to the score alone, as strongly as cross-validation says. With few
 * verdicts, or such that say nothing new, that is all the way.
 *
 * <p>The same verdicts in any order give the same adjustment. Immutable.
 */
public final class BlendTrainer {

  private static final double LEAST_SLOPE = 0.05;

  private final AnomalyModel model;
  private final LearningConfig config;

  /** A trainer for scores of a model. */
  public BlendTrainer(AnomalyModel model, LearningConfig config) {
    this.model = model;
    this.config = config;
  }

  /**
   * Learns. O(folds x penalties) fits of O(verdicts x signals) each; about a second for 1,000
   * verdicts.
   *
   * @param judged each account once
   * @throws IllegalArgumentException if an account comes twice
   */
  public Training train(List<JudgedAccount> judged) {
    List<JudgedAccount> sorted =
        judged.stream()
            .sorted(Comparator.comparing(one -> one.account().account().value()))
            .toList();
    requireOnce(sorted);
    long abusive = units(sorted, true);
    long benign = units(sorted, false);
    if (Math.min(abusive, benign) < config.fewestOfEach()) {
      return new Training.Nothing(
          String.format(
              Locale.ROOT,
              "%,d abusive and %,d benign accounts, each ring counted once, are too few to learn from;"
                  + " it takes %,d of each",
              abusive,
              benign,
              config.fewestOfEach()));
    }
    return learn(sorted);
  }

  private static long units(List<JudgedAccount> judged, boolean isAbusive) {
    return judged.stream()
        .filter(one -> one.isAbusive() == isAbusive)
        .map(JudgedAccount::unit)
        .distinct()
        .count();
  }

  private static void requireOnce(List<JudgedAccount> judged) {
    Set<String> seen = new HashSet<>();
    for (JudgedAccount one : judged) {
      if (!seen.add(one.account().account().value())) {
        throw new IllegalArgumentException(
            "account "
                + one.account().account()
                + " is judged twice; give the verdict that stands");
      }
    }
  }

  private Training learn(List<JudgedAccount> sorted) {
    TrainingSet all = TrainingSet.of(sorted, model);
    int[] parts = Folds.of(sorted, config.folds(), config.seed());
    CrossValidation tried = CrossValidation.of(all, parts, config.folds(), config.penalties());
    int choice = tried.choice(all, Units.of(sorted, JudgedAccount::unit));
    if (choice == 0) {
      return new Training.Nothing(
          String.format(
              Locale.ROOT,
              "%,d verdicts teach nothing that holds up on accounts that were held back",
              sorted.size()));
    }
    double[] coefficients = all.withoutSignals();
    for (int way = 1; way <= choice; way++) {
      coefficients = all.fit(config.penalties().get(way - 1), coefficients);
    }
    LearnedBlend blend =
        LearnedBlend.of(
            model,
            TrainingSet.adjustments(coefficients),
            probabilities(sorted, tried.adjusted()[choice]));
    return new Training.Learned(blend, config.penalties().get(choice - 1), sorted.size());
  }

  /** What scores mean, of accounts whose part was held back. */
  private static ProbabilityScale probabilities(List<JudgedAccount> judged, double[] adjusted) {
    double[] ones = new double[adjusted.length];
    Arrays.fill(ones, 1);
    boolean[] positive = new boolean[adjusted.length];
    double[] inclusion = new double[adjusted.length];
    for (int row = 0; row < positive.length; row++) {
      positive[row] = judged.get(row).isAbusive();
      inclusion[row] = judged.get(row).verdict().inclusionProbability();
    }
    double[] fitted =
        BoundedLogistic.fit(
            List.of(
                new Column(ones, 0, 0, Double.NEGATIVE_INFINITY),
                new Column(adjusted, 1, 1, LEAST_SLOPE)),
            positive,
            AuditWeights.inFull(inclusion),
            new double[] {0, 1});
    return new ProbabilityScale(fitted[0], fitted[1]);
  }
}
