package dev.ringwatch.detect.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationForestTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsTheRecursiveReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rows = 1 + random.nextInt(400);
    int columns = 1 + random.nextInt(6);
    ForestConfig config = new ForestConfig(30, 2 + random.nextInt(100), seed);
    List<double[]> training = mixedRows(random, rows, columns);
    IsolationForest forest = IsolationForest.train(flat(training), rows, columns, config);
    ForestReference reference = new ForestReference(training, config);
    List<double[]> others = new ArrayList<>(training);
    others.addAll(mixedRows(random, 50, columns));
    double[] batch = forest.scores(flat(others), others.size());
    for (int i = 0; i < batch.length; i++) {
      double[] row = others.get(i);
      assertThat(batch[i])
          .as("seed %d, row %d", seed, i)
          .isEqualTo(reference.score(row))
          .isEqualTo(forest.score(row));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void contributionsEqualTheReferenceAndSumToTheWayFromTheBaseline(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> training = mixedRows(random, 150, 4);
    ForestConfig config = new ForestConfig(20, 64, seed);
    IsolationForest forest = IsolationForest.train(flat(training), 150, 4, config);
    ForestReference reference = new ForestReference(training, config);
    for (double[] row : mixedRows(random, 30, 4)) {
      double[] contributions = forest.contributions(row);
      assertThat(contributions)
          .as("seed %d", seed)
          .containsExactly(reference.contributions(row), within(1e-9));
      assertThat(Arrays.stream(contributions).sum())
          .isCloseTo(forest.baselinePathLength() - forest.meanPathLength(row), within(1e-9));
    }
  }

  /** Heavy tails, few distinct values, a constant column, whole rows repeated. */
  private static List<double[]> mixedRows(SplittableRandom random, int rows, int columns) {
    List<double[]> result = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] row = new double[columns];
      for (int column = 0; column < columns; column++) {
        row[column] =
            switch (column % 4) {
              case 0 -> Math.exp(5 * random.nextDouble());
              case 1 -> random.nextInt(3);
              case 2 -> 7;
              default -> random.nextDouble() - 0.5;
            };
      }
      result.add(i > 0 && random.nextInt(4) == 0 ? result.get(random.nextInt(i)) : row);
    }
    return result;
  }

  private static double[] flat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void givesTheSameScoresOnEveryPlatform() {
    double[] rows = new double[600];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * i % 101;
    }
    IsolationForest forest = IsolationForest.train(rows, 200, 3, new ForestConfig(50, 128, 42));
    assertThat(forest.score(new double[] {1, 2, 3})).isEqualTo(0.5578783434770029);
    assertThat(forest.score(new double[] {100, 0, 500})).isEqualTo(0.6490237236867228);
  }

  @Test
  void putsTheOneRowFarAwayOnTop() {
    SplittableRandom random = new SplittableRandom(5);
    double[] rows = random.doubles(1000).toArray();
    rows[0] = 3;
    rows[1] = -3;
    IsolationForest forest = IsolationForest.train(rows, 500, 2, ForestConfig.ofDefaults());
    double[] scores = forest.scores(rows, 500);
    assertThat(Arrays.stream(scores, 1, 500).max().orElseThrow()).isLessThan(scores[0]);
    assertThat(scores[0]).isBetween(0.7, 1.0);
    assertThat(forest.score(new double[] {0.5, 0.5})).isBetween(0.35, 0.5);
    assertThat(forest.score(new double[] {300, -300}))
        .as("beyond the training rows")
        .isEqualTo(scores[0]);
  }

  @Test
  void findsRowsThatAreAllAlikeNeitherStrangeNorOrdinary() {
    double[] alike = new double[300];
    Arrays.fill(alike, 4.5);
    double[] scores =
        IsolationForest.train(alike, 100, 3, ForestConfig.ofDefaults()).scores(alike, 100);
    double[] halves = new double[100];
    Arrays.fill(halves, 0.5);
    assertThat(scores).containsExactly(halves, within(1e-12));
    assertThat(
            IsolationForest.train(new double[] {9}, 1, 1, ForestConfig.ofDefaults())
                .score(new double[] {1}))
        .isEqualTo(0.5);
  }

  @Test
  void neverSplitsOnAConstantColumn() {
    SplittableRandom random = new SplittableRandom(6);
    double[] one = random.doubles(300).toArray();
    double[] three = new double[900];
    for (int row = 0; row < 300; row++) {
      three[3 * row + 1] = one[row];
      three[3 * row + 2] = -2;
    }
    IsolationForest forest = IsolationForest.train(three, 300, 3, ForestConfig.ofDefaults());
    assertThat(forest.score(new double[] {1e9, 0.5, 1e9}))
        .isEqualTo(forest.score(new double[] {0, 0.5, -2}));
  }

  @Test
  void splitsNeighbouringAndExtremeNumbersWithoutLosingARow() {
    double[] rows = {
      1, Math.nextUp(1), -Double.MAX_VALUE, Double.MAX_VALUE, 0.0, -0.0, Double.MIN_VALUE, 1
    };
    IsolationForest forest = IsolationForest.train(rows, 8, 1, new ForestConfig(100, 8, 1));
    assertThat(Arrays.stream(forest.scores(rows, 8)).boxed())
        .allMatch(score -> score > 0 && score < 1);
    assertThat(forest.score(new double[] {0.0})).isEqualTo(forest.score(new double[] {-0.0}));
    assertThat(forest.score(new double[] {Double.POSITIVE_INFINITY}))
        .isEqualTo(forest.score(new double[] {Double.MAX_VALUE}));
  }

  @Test
  void refusesWhatItCannotUse() {
    ForestConfig config = ForestConfig.ofDefaults();
    assertThatThrownBy(() -> IsolationForest.train(new double[0], 0, 2, config))
        .hasMessageContaining("at least 1 row");
    assertThatThrownBy(() -> IsolationForest.train(new double[5], 2, 2, config))
        .hasMessageContaining("2 rows of 2 columns");
    assertThatThrownBy(
            () -> IsolationForest.train(new double[] {0, 1, Double.NaN, 3}, 2, 2, config))
        .hasMessageContaining("row 1, column 0 is NaN");
    assertThatThrownBy(
            () -> IsolationForest.train(new double[] {Double.POSITIVE_INFINITY}, 1, 1, config))
        .hasMessageContaining("Infinity");
    IsolationForest forest = IsolationForest.train(new double[] {0, 1, 2, 3}, 2, 2, config);
    assertThatThrownBy(() -> forest.score(new double[] {1})).hasMessageContaining("2 values");
    assertThatThrownBy(() -> forest.score(new double[] {1, Double.NaN}))
        .hasMessageContaining("column 1 is NaN");
    assertThatThrownBy(() -> forest.scores(new double[] {1, Double.NaN}, 1))
        .hasMessageContaining("column 1 is NaN");
    assertThat(forest.scores(new double[0], 0)).isEmpty();
    assertThatThrownBy(() -> new ForestConfig(0, 256, 1)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new ForestConfig(100, 1, 1)).hasMessageContaining("not 1");
  }
}
