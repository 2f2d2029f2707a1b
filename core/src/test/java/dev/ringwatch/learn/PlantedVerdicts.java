package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Accounts of whom the truth is known. Each has a few features, drawn at random; how likely it is
 * abusive depends on its risk score and, as strongly as is asked for, on how many devices are new
 * to it, which the score knows nothing of.
 */
final class PlantedVerdicts {

  private static final int ACCOUNTS = 1_500;
  private static final double SHARE_OF_ABUSE = 0.15;

  private final List<JudgedAccount> judged = new ArrayList<>();
  private final AnomalyModel model;

  /**
   * Draws accounts.
   *
   * @param hidden what a deviation in new devices adds to the logarithm of the odds; 0 for nothing
   *     to be learned
   */
  PlantedVerdicts(double hidden, long seed) {
    Random random = new Random(seed);
    List<ScoredAccount> accounts = new ArrayList<>();
    double[] truth = new double[ACCOUNTS];
    for (int i = 0; i < ACCOUNTS; i++) {
      double odds = random.nextGaussian() - 2;
      double risk = Math.round(1000 * Logistic.share(odds)) / 10.0;
      double novelty = random.nextGaussian();
      accounts.add(new ScoredAccount(vector(i, novelty, random), risk, 0));
      truth[i] = odds + hidden * novelty - StrictMath.log(1 / random.nextDouble() - 1);
    }
    model =
        AnomalyModel.train(
            accounts.stream().map(ScoredAccount::vector).toList(),
            AnomalyConfig.ofDefaults().withForest(new ForestConfig(4, 64, 1)));
    double[] sorted = truth.clone();
    Arrays.sort(sorted);
    double cut = sorted[(int) (ACCOUNTS * (1 - SHARE_OF_ABUSE))];
    for (int i = 0; i < ACCOUNTS; i++) {
      judged.add(judged(accounts.get(i), truth[i] > cut, i));
    }
  }

  private static FeatureVector vector(int number, double novelty, Random random) {
    double[] values = new double[Feature.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Feature.NEW_DEVICE_RATE.index()] = 0.5 + novelty / 10;
    values[Feature.EVENTS.index()] = StrictMath.exp(3 + random.nextGaussian());
    values[Feature.FAILURE_RATE.index()] = random.nextDouble();
    values[Feature.ACTION_ENTROPY.index()] = random.nextGaussian();
    return new FeatureVector(new AccountId("account-" + number), 20, 0, "peers", values);
  }

  static JudgedAccount judged(ScoredAccount account, boolean abusive, int second) {
    return new JudgedAccount(
        account,
        new JudgedAccount.Verdict(abusive, true, 1, Instant.ofEpochSecond(second)),
        account.account().value());
  }

  /** All, in the order of time. */
  List<JudgedAccount> judged() {
    return judged;
  }

  AnomalyModel model() {
    return model;
  }
}
