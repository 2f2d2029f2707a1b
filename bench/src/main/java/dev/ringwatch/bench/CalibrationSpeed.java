package dev.ringwatch.bench;

import dev.ringwatch.calibrate.Calibration;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.LabelledScore;
import dev.ringwatch.calibrate.Resampling;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long a million labelled scores take to calibrate, with every rule asked, and the bootstrap
 * apart from it. All of it is one thread's, whose CPU seconds are counted.
 *
 * @param rounds how often, after two to warm up
 * @param seed of the scores
 */
record CalibrationSpeed(int rounds, long seed) {

  private static final int SCORES = 1_000_000;
  private static final int WARM_UP = 2;

  void measure() {
    measure(ScorePopulation.LOGISTIC);
    measure(ScorePopulation.RISK_TENTHS);
  }

  private void measure(ScorePopulation population) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledScore> labels = new ArrayList<>();
    for (int i = 0; i < SCORES; i++) {
      boolean abusive = i % 20 == 0;
      labels.add(
          new LabelledScore(population.score(random.nextDouble(), abusive), abusive, true, 1));
    }
    List<double[]> days = List.of(labels.stream().mapToDouble(LabelledScore::score).toArray());
    CalibrationConfig config =
        CalibrationConfig.ofDefaults()
            .withGrid(population.grid())
            .withCostRatio(1)
            .withReviewBudget(10_000)
            .withResampling(Resampling.none());
    report(population, "calibrated", seconds(() -> Calibration.of(labels, days, config)));
    Resampling hundred = new Resampling(100, 0.95, seed);
    var quality = Calibration.quality(labels).orElseThrow();
    report(
        population,
        "bootstrap of 100 samples",
        seconds(() -> quality.averagePrecisionInterval(hundred)));
  }

  private static void report(ScorePopulation population, String what, double[] seconds) {
    System.out.printf(
        Locale.ROOT,
        "%,d scores, %s: %s in %.2f CPU seconds of its thread (%.2f to %.2f)%n",
        SCORES,
        population.name().toLowerCase(Locale.ROOT),
        what,
        seconds[seconds.length / 2],
        seconds[0],
        seconds[seconds.length - 1]);
  }

  private double[] seconds(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] seconds = new double[rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      if (round >= 0) {
        seconds[round] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds;
  }
}
