package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignificanceTest {

  /** Benjamini and Hochberg's adjusted p-value of every test, from its definition. */
  private static double[] adjusted(double[] p) {
    double[] adjusted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double smallest = 1;
      for (double bound : p) {
        if (bound >= p[i]) {
          long rank = Arrays.stream(p).filter(other -> other <= bound).count();
          smallest = Math.min(smallest, bound * p.length / rank);
        }
      }
      adjusted[i] = smallest;
    }
    return adjusted;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rejectsWhatTheDefinitionRejects(long seed) {
    var random = new Random(seed);
    double[] p = random.doubles(200).map(x -> random.nextInt(4) == 0 ? x * 0.01 : x).toArray();
    double[] adjusted = adjusted(p);
    double[] logP = Arrays.stream(p).map(StrictMath::log).toArray();
    double cutoff = Significance.cutoff(logP, StrictMath.log(0.05 / p.length));
    for (int i = 0; i < p.length; i++) {
      assertThat(logP[i] <= cutoff).isEqualTo(adjusted[i] <= 0.05);
    }
  }

  @Test
  void rejectsNothingWhereNothingIsSmall() {
    assertThat(Significance.cutoff(new double[] {-1, -2}, StrictMath.log(0.001)))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Significance.cutoff(new double[0], -5)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** Pairs of 60 accounts with uniform p-values; of the first accounts, all pairs' are small. */
  private static List<Pair> pairs(Random random, int guilty) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < 60; a++) {
      for (int b = a + 1; b < 60; b++) {
        double logP = StrictMath.log(1 - random.nextDouble());
        pairs.add(new Pair(a, b, b < guilty ? 4 * logP - 3 : logP, false));
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6, 12})
  void keepsTheRateOverBothPasses(int guilty) {
    double rate = 0.2;
    int runs = 4000;
    double sum = 0;
    double squares = 0;
    var random = new Random(guilty);
    for (int run = 0; run < runs; run++) {
      List<Pair> found = Significance.inTwoPasses(pairs(random, guilty), 60, rate);
      double share =
          found.stream().filter(pair -> pair.b() >= guilty).count() / Math.max(1.0, found.size());
      sum += share;
      squares += share * share;
    }
    double mean = sum / runs;
    double error = Math.sqrt((squares / runs - mean * mean) / runs);
    assertThat(mean).isLessThanOrEqualTo(rate + 3 * error).isPositive();
  }

  @Test
  void findsWeakerPairsAmongAccountsThatAreLinkedAlready() {
    double single = -StrictMath.log(1_000_000 * 999_999.0 / 2) - 8;
    List<Pair> pairs =
        List.of(
            new Pair(0, 1, single, false),
            new Pair(1, 2, single, false),
            new Pair(0, 2, -9, false),
            new Pair(5, 6, -9, false));
    assertThat(Significance.inTwoPasses(pairs, 1_000_000, 0.01))
        .containsExactlyElementsOf(pairs.subList(0, 3));
  }
}
