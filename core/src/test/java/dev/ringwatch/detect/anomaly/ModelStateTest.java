package dev.ringwatch.detect.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStateTest {

  /** Accounts with values in every feature but one, some of them not known. */
  private static List<FeatureVector> accounts(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeatureVector> vectors = new ArrayList<>();
    for (int account = 0; account < count; account++) {
      double[] values = new double[Feature.COUNT];
      for (Feature feature : Feature.values()) {
        double value = Math.exp(random.nextGaussian());
        values[feature.index()] =
            random.nextInt(9) == 0 || feature == Feature.PAYMENT_SHARING_MAX
                ? Double.NaN
                : feature.scale() == Scale.LOG ? Math.rint(5 * value) : Math.min(1, value / 9);
      }
      values[Feature.PEER_DEVIATION.index()] = Double.NaN;
      String group = random.nextInt(4) == 0 ? "rare-" + account % 30 : "login";
      vectors.add(new FeatureVector(new AccountId("a" + account), 5, 0, group, values));
    }
    return vectors;
  }

  @ParameterizedTest
  @CsvSource({"1, 700", "2, 19", "3, 20", "4, 1", "5, 300"})
  void scoresBitByBitAsTheModelThatItIsOf(long seed, int count) {
    AnomalyConfig defaults = AnomalyConfig.ofDefaults();
    AnomalyConfig config = defaults.withForest(defaults.forest().withSeed(seed));
    AnomalyModel model = AnomalyModel.train(accounts(seed, count), config);
    ModelState state = model.state();
    AnomalyModel again = AnomalyModel.of(state);
    List<FeatureVector> others = accounts(seed + 100, 400);
    assertThat(again.scores(others)).isEqualTo(model.scores(others));
    for (FeatureVector vector : others) {
      assertThat(again.explain(vector)).isEqualTo(model.explain(vector));
    }
    assertThat(again.state()).isEqualTo(state);
    assertThat(again.trainedOn()).isEqualTo(count);
    assertThat(again.config()).isEqualTo(config);
  }

  @Test
  void ignoresAFeatureThatTheModelDoesNotKnow() {
    AnomalyModel model = AnomalyModel.train(accounts(1, 500), AnomalyConfig.ofDefaults());
    ModelState state = model.state();
    assertThat(state.usual()).doesNotContainKey(Feature.PAYMENT_SHARING_MAX);
    FeatureVector one = accounts(2, 1).getFirst();
    double[] values = one.values().clone();
    values[Feature.PAYMENT_SHARING_MAX.index()] = 1e6;
    FeatureVector other = new FeatureVector(one.account(), 5, 0, one.peerGroup(), values);
    assertThat(AnomalyModel.of(state).scores(List.of(other)))
        .isEqualTo(AnomalyModel.of(state).scores(List.of(one)));
  }

  @Test
  void refusesTreesThatAreNotWholeOrTooDeepOrTooLarge() {
    ModelState.Node leaf = new ModelState.Node(ModelState.Node.LEAF, 0, 1);
    ModelState.Node split = new ModelState.Node(0, 0.5, 1);
    assertThat(new ModelState.Forest(2, List.of(List.of(split, leaf, leaf))).trees()).hasSize(1);
    assertRefused(() -> new ModelState.Forest(2, List.of(List.of())), "not whole");
    assertRefused(() -> new ModelState.Forest(2, List.of(List.of(split, leaf))), "not whole");
    assertRefused(() -> new ModelState.Forest(2, List.of(List.of(leaf, leaf))), "behind its end");
    assertRefused(
        () -> new ModelState.Forest(2, List.of(List.of(split, split, leaf, leaf, leaf))),
        "deeper than 1");
    ModelState.Node[] endless = new ModelState.Node[100_000];
    Arrays.fill(endless, split);
    assertRefused(() -> new ModelState.Forest(256, List.of(List.of(endless))), "deeper than 8");
    List<List<ModelState.Node>> many = new ArrayList<>();
    for (int tree = 0; tree < 10_000; tree++) {
      many.add(List.of(leaf));
    }
    assertRefused(() -> new ModelState.Forest(65_536, many), "too large");
    assertRefused(() -> new ModelState.Forest(0, List.of(List.of(leaf))), "sampleSize");
  }

  @Test
  void refusesValuesThatNoTrainingGives() {
    assertRefused(() -> new ModelState.Usual(Double.NaN, 1, 1), "median");
    assertRefused(() -> new ModelState.Usual(1, 0, 1), "deviation");
    assertRefused(() -> new ModelState.Usual(1, Double.POSITIVE_INFINITY, 1), "deviation");
    assertRefused(() -> new ModelState.Usual(1, 1, 0), "knownShare");
    assertRefused(() -> new ModelState.Node(-2, 0, 1), "column -2");
    assertRefused(() -> new ModelState.Node(0, Double.NaN, 1), "threshold");
    assertRefused(() -> new ModelState.Node(0, 0, -1), "path");
    assertRefused(() -> new ModelState.Calibration(Double.NaN, 0.1), "usualPath");
    assertRefused(() -> new ModelState.Calibration(5, 0), "unit");
  }

  @Test
  void refusesPartsThatDoNotFitTogether() {
    ModelState state = AnomalyModel.train(accounts(1, 50), AnomalyConfig.ofDefaults()).state();
    assertRefused(() -> with(state, 0, state.columns()), "trainedOn");
    assertRefused(() -> with(state, 50, List.of("VOLUME", "VOLUME")), "twice");
    assertRefused(() -> with(state, 50, List.of("VOLUME", "MOON")), "no aspect MOON");
    assertRefused(() -> with(state, 50, List.of()), "no aspect");
    assertRefused(() -> with(state, 50, List.of("VOLUME")), "a node looks at column");
  }

  private static ModelState with(ModelState state, int trainedOn, List<String> columns) {
    return new ModelState(
        state.config(),
        trainedOn,
        state.usual(),
        state.peers(),
        columns,
        state.forest(),
        state.calibration());
  }

  private static void assertRefused(Runnable made, String word) {
    assertThatThrownBy(made::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
  }
}
