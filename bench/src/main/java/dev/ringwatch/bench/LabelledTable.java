package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.detect.anomaly.IsolationForest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/** A table of numbers whose rows are labelled, such as those of ADBench. */
final class LabelledTable {

  private static final int SAMPLE_SIZE = 256;

  private final double[] rowMajor;
  private final int columns;
  private final boolean[] anomaly;

  private LabelledTable(double[] rowMajor, int columns, boolean[] anomaly) {
    this.rowMajor = rowMajor;
    this.columns = columns;
    this.anomaly = anomaly;
  }

  /** Reads CSV in gzip with a header; the last column is the label, 1 for an anomaly. */
  static LabelledTable read(Path file) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      String header = reader.readLine();
      if (header == null) {
        throw new IOException(file + " is empty");
      }
      int columns = header.split(",", -1).length - 1;
      List<double[]> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(numbers(line, columns + 1));
      }
      double[] rowMajor = new double[rows.size() * columns];
      boolean[] anomaly = new boolean[rows.size()];
      for (int row = 0; row < anomaly.length; row++) {
        System.arraycopy(rows.get(row), 0, rowMajor, row * columns, columns);
        anomaly[row] = rows.get(row)[columns] == 1;
      }
      return new LabelledTable(rowMajor, columns, anomaly);
    }
  }

  private static double[] numbers(String line, int count) {
    double[] numbers = new double[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = line.indexOf(',', from);
      numbers[i] = Double.parseDouble(line.substring(from, to < 0 ? line.length() : to));
      from = to + 1;
    }
    return numbers;
  }

  int rows() {
    return anomaly.length;
  }

  int anomalies() {
    int count = 0;
    for (boolean each : anomaly) {
      count += each ? 1 : 0;
    }
    return count;
  }

  int columns() {
    return columns;
  }

  /**
   * Trains our forest on all rows and scores them.
   *
   * @param cpuNanos the clock
   */
  ForestRun run(int trees, long seed, LongSupplier cpuNanos) {
    long start = cpuNanos.getAsLong();
    IsolationForest forest =
        IsolationForest.train(
            rowMajor, rows(), columns, new ForestConfig(trees, SAMPLE_SIZE, seed));
    long trained = cpuNanos.getAsLong();
    double[] scores = forest.scores(rowMajor, rows());
    long scored = cpuNanos.getAsLong();
    RankingQuality quality = RankingQuality.of(scores, anomaly).orElseThrow();
    return new ForestRun(
        (trained - start) / 1e9,
        (scored - trained) / 1e9,
        quality.rocAuc(),
        quality.averagePrecision(),
        quality.recallAt(0.02));
  }
}
