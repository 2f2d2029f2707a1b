package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.LinkKeyKind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NullModelTest {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final int IP = LinkKeys.index(LinkKeyKind.IP);

  private static LinkGraph graph(long seed) {
    var random = new Random(seed);
    var world = new World();
    for (int i = 0; i < 2000; i++) {
      String ip = "ip" + (int) (300 * random.nextDouble() * random.nextDouble());
      world.event("a" + random.nextInt(150), i, ip, "", "");
    }
    return world.graph(CONFIG);
  }

  private static NullModel model(LinkGraph graph) {
    return NullModel.of(graph, new TargetScales(graph.keyColumns(), 100), CONFIG);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sumsThePairsOfAllKeysUpToABound(long seed) {
    LinkGraph graph = graph(seed);
    KeyColumns keys = graph.keyColumns();
    for (double bound : new double[] {0, 1, 10, 100, 1e9}) {
      double sum = 0;
      for (int key = 0; key < keys.size(); key++) {
        double accounts = keys.accounts(key);
        sum += accounts * (accounts - 1) / 2 <= bound ? accounts * (accounts - 1) / 2 : 0;
      }
      assertThat(model(graph).massUpTo(IP, bound)).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2", "3, 0.5", "5, 2"})
  void mixesPoissonTailsOverExponentialMeans(int count, double mean) {
    double integral = 0;
    double step = 0.001;
    for (double rate = step / 2; rate < 40 * mean; rate += step) {
      double below = 0;
      double term = Math.exp(-rate);
      for (int k = 0; k < count; k++) {
        below += term;
        term *= rate / (k + 1);
      }
      integral += step * Math.exp(-rate / mean) / mean * (1 - below);
    }
    assertThat(Math.exp(NullModel.logAtLeast(count, mean))).isCloseTo(integral, within(1e-5));
  }

  @Test
  void findsNothingSurprisingInNothing() {
    NullModel model = model(graph(1));
    assertThat(model.logTail(IP, 3, 3, new double[0], 0)).isZero();
    assertThat(model.combine(new double[model.kinds()])).isZero();
  }

  @Test
  void isMoreSurprisedByRareKeysThanByPopularOnes() {
    NullModel model = model(graph(1));
    double rare = model.logTail(IP, 5, 5, new double[] {1, 3}, 2);
    double popular = model.logTail(IP, 5, 5, new double[] {100, 300}, 2);
    assertThat(rare).isLessThan(popular);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.01, 0.001})
  void combinesWithoutFindingMoreThanChanceAllows(double level) {
    NullModel model = model(graph(1));
    var random = new Random(7);
    var logs = new double[model.kinds()];
    int trials = 200_000;
    int found = 0;
    for (int trial = 0; trial < trials; trial++) {
      for (int kind = 0; kind < logs.length; kind++) {
        logs[kind] = Math.log(1 - random.nextDouble());
      }
      found += model.combine(logs) <= Math.log(level) ? 1 : 0;
    }
    assertThat((double) found / trials).isLessThanOrEqualTo(level);
  }

  @Test
  void losesLittleWhereOneKindSaysItAll() {
    NullModel model = model(graph(1));
    double combined = model.combine(new double[] {0, 0, -30, 0, 0});
    assertThat(combined).isCloseTo(-30 + Math.log(model.kinds() * model.kinds()), within(1e-9));
  }
}
