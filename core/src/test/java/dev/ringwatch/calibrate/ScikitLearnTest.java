package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Beside scikit-learn's own answers, which bench/compare-ranking.py wrote. */
class ScikitLearnTest {

  private static final int CASES = 24;
  private static final Map<String, double[]> ANSWERS = new HashMap<>();

  @BeforeAll
  static void readAnswers() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ScikitLearnTest.class.getResourceAsStream("/calibrate/scikit-learn.csv")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .forEach(cells ->
              ANSWERS.put(
                  cells[0] + cells[1],
                  Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray()));
    }
    assertThat(ANSWERS).hasSize(8 * CASES);
  }

  private static double[] answer(String kind, int number) {
    return Objects.requireNonNull(ANSWERS.get(kind + number));
  }

  private static RankingQuality quality(int number) {
    double[] labels = answer("labels", number);
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == 1;
    }
    return RankingQuality.of(answer("scores", number), positive).orElseThrow();
  }

  @Test
  void areasAreEqual() {
    for (int number = 0; number < CASES; number++) {
      RankingQuality quality = quality(number);
      assertThat(quality.rocAuc())
          .as("case %d", number)
          .isCloseTo(answer("roc_auc", number)[0], within(1e-12));
      assertThat(quality.averagePrecision())
          .as("case %d", number)
          .isCloseTo(answer("average_precision", number)[0], within(1e-12));
    }
  }

  @Test
  void curvesAreEqual() {
    for (int number = 0; number < CASES; number++) {
      RankingQuality quality = quality(number);
      List<OperatingPoint> roc = quality.rocCurve(1000);
      assertEqual(roc, OperatingPoint::falsePositiveRate, answer("fpr", number));
      assertEqual(roc, OperatingPoint::recall, answer("tpr", number));
      List<OperatingPoint> other = quality.precisionRecallCurve(1000);
      assertEqual(other, OperatingPoint::precision, answer("precision", number));
      assertEqual(other, OperatingPoint::recall, answer("recall", number));
    }
  }

  private static void assertEqual(
      List<OperatingPoint> points, ToDoubleFunction<OperatingPoint> of, double[] expected) {
    assertThat(points.stream().mapToDouble(of).toArray()).containsExactly(expected, within(1e-12));
  }
}
