package dev.ringwatch.bench;

import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.detect.anomaly.IsolationForest;
import dev.ringwatch.event.AccountId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The risk score of the system that Ringwatch replaces, as a reference: {@link SeedFeatures}
 * standardised by mean and population deviation; Z the share of them beyond 3 deviations on either
 * side; F the score of an isolation forest of 200 trees and 256 rows, spread from 0 to 1 over the
 * accounts being scored; risk = 100 (0.55 F + 0.45 Z), cut to 0..100. The forest is ours, which
 * {@code AdbenchTest} holds to scikit-learn's.
 */
final class SeedFormula {

  private static final int SEEDS = 5;
  private static final double FOREST_WEIGHT = 0.55;
  private static final double Z_WEIGHT = 0.45;
  private static final double Z_THRESHOLD = 3;

  private SeedFormula() {}

  /** The seed, out of five, with the median average precision. */
  static Optional<QualityRow> of(LabelledAnswer set) {
    Map<AccountId, double[]> features = SeedFeatures.of(set.log().events());
    List<QualityRow> rows =
        LongStream.range(0, SEEDS)
            .mapToObj(seed -> set.rank("the seed system's formula", risk(features, seed)))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingDouble(QualityRow::averagePrecision))
            .toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() / 2));
  }

  /** Risk by account, 0 to 100. */
  static Map<AccountId, Double> risk(Map<AccountId, double[]> features, long seed) {
    double[] rowMajor = standardised(List.copyOf(features.values()));
    int rows = features.size();
    IsolationForest forest =
        IsolationForest.train(rowMajor, rows, SeedFeatures.COUNT, new ForestConfig(200, 256, seed));
    double[] scores = forest.scores(rowMajor, rows);
    double min = Arrays.stream(scores).min().orElseThrow();
    double range = Arrays.stream(scores).max().orElseThrow() - min;
    Map<AccountId, Double> risk = new HashMap<>();
    int row = 0;
    for (AccountId account : features.keySet()) {
      double forestPart = range == 0 ? 0 : (scores[row] - min) / range;
      double zPart = shareBeyond(rowMajor, row * SeedFeatures.COUNT);
      risk.put(
          account, Math.clamp(100 * (FOREST_WEIGHT * forestPart + Z_WEIGHT * zPart), 0.0, 100.0));
      row++;
    }
    return risk;
  }

  private static double shareBeyond(double[] rowMajor, int from) {
    int beyond = 0;
    for (int i = from; i < from + SeedFeatures.COUNT; i++) {
      beyond += Math.abs(rowMajor[i]) > Z_THRESHOLD ? 1 : 0;
    }
    return beyond / (double) SeedFeatures.COUNT;
  }

  /** Column by column (value - mean) / population deviation; a constant column is 0. */
  private static double[] standardised(List<double[]> rows) {
    double[] result = new double[rows.size() * SeedFeatures.COUNT];
    for (int column = 0; column < SeedFeatures.COUNT; column++) {
      int at = column;
      double mean = rows.stream().mapToDouble(row -> row[at]).average().orElse(0);
      double variance =
          rows.stream().mapToDouble(row -> (row[at] - mean) * (row[at] - mean)).average().orElse(0);
      double deviation = variance > 0 ? Math.sqrt(variance) : 1;
      for (int row = 0; row < rows.size(); row++) {
        result[row * SeedFeatures.COUNT + column] = (rows.get(row)[column] - mean) / deviation;
      }
    }
    return result;
  }
}
