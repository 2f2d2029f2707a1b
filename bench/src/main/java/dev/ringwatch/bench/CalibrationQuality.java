package dev.ringwatch.bench;

import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether a bound on false positives holds: of thresholds chosen from random draws of benign
 * accounts of a known population, how many exceed it in truth; beside it the empirical quantile,
 * and what the promise costs in recall against who knows the population. And how long a calibration
 * of a million scores takes.
 */
@Command(
    name = "calibrate",
    description = "how often a bound on false positives is broken, and a million scores calibrated",
    mixinStandardHelpOptions = true)
final class CalibrationQuality implements Callable<Integer> {

  private static final double LEVEL = 0.01;
  private static final double ROUNDING = 1e-12;

  @Option(names = "--draws", defaultValue = "2000", description = "default ${DEFAULT-VALUE}")
  private int draws;

  @Option(names = "--rounds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "149,300,1000,5000",
      description = "benign accounts per draw; default ${DEFAULT-VALUE}")
  private List<Integer> sizes = List.of();

  private final FalsePositiveBound bound = FalsePositiveBound.ofDefaults();

  /** 1 if a promise was broken more often than it may be. */
  @Override
  public Integer call() {
    System.out.printf(
        Locale.ROOT,
        "%-16s %6s %8s %8s %10s %10s %10s%n",
        "scores",
        "n",
        "broken",
        "p",
        "quantile",
        "recall",
        "lost");
    int worst = 0;
    for (ScorePopulation population : ScorePopulation.values()) {
      for (int size : sizes) {
        worst = Math.max(worst, measure(population, size));
      }
    }
    new CalibrationSpeed(rounds, seed).measure();
    return worst;
  }

  private int measure(ScorePopulation population, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double best = population.flagged(population.oracle(bound.maxRate()), true);
    int broken = 0;
    int brokenByQuantile = 0;
    double lost = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] sample = population.benign(random, size);
      double threshold = threshold(sample, population);
      broken += isBroken(population, threshold) ? 1 : 0;
      brokenByQuantile += isBroken(population, quantile(sample)) ? 1 : 0;
      lost += best - population.flagged(threshold, true);
    }
    FalsePositiveCheck check = new FalsePositiveCheck(broken, draws, bound.allowedViolation());
    System.out.printf(
        Locale.ROOT,
        "%-16s %6d %7.2f%% %8.3f %9.1f%% %10.3f %10.3f%s%n",
        population.name().toLowerCase(Locale.ROOT),
        size,
        100.0 * broken / draws,
        check.pValue(),
        100.0 * brokenByQuantile / draws,
        best,
        lost / draws,
        check.isBroken(LEVEL) ? "  BROKEN" : "");
    return check.isBroken(LEVEL) ? 1 : 0;
  }

  /** Beyond all scores where the sample leaves no room for one: then nobody is flagged. */
  private double threshold(double[] sample, ScorePopulation population) {
    return BoundedThreshold.of(sample, bound, population.grid())
        .map(BoundedThreshold::threshold)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private boolean isBroken(ScorePopulation population, double threshold) {
    return population.flagged(threshold, false) > bound.maxRate() + ROUNDING;
  }

  /** Just above the score that no more than 2 % of the sample are above. */
  private double quantile(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil((1 - bound.maxRate()) * sorted.length - 1e-9);
    return Math.nextUp(sorted[rank - 1]);
  }
}
