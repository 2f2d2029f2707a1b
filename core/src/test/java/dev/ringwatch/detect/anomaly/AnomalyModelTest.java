package dev.ringwatch.detect.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyModelTest {

  private static final AnomalyConfig CONFIG = AnomalyConfig.ofDefaults();

  /**
   * Accounts with heavy-tailed activity; some fields are not known for some, and payments for none.
   */
  private static List<FeatureVector> ordinary(SplittableRandom random, int count) {
    List<FeatureVector> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] values = new double[Feature.COUNT];
      Arrays.fill(values, Double.NaN);
      double activity = Math.exp(2 + random.nextGaussian());
      values[Feature.EVENTS.index()] = Math.rint(1 + activity);
      values[Feature.ACTIONS_5M_MAX.index()] = Math.rint(1 + activity * random.nextDouble() / 3);
      values[Feature.ACTIONS_60M_MAX.index()] = Math.rint(1 + activity * random.nextDouble());
      values[Feature.DEVICE_SHARING_MAX.index()] = random.nextInt(20) == 0 ? 1 : 0;
      values[Feature.IP_SHARING_MAX.index()] = random.nextInt(5);
      values[Feature.RESTLESSNESS.index()] = random.nextDouble() / 2;
      values[Feature.ENFORCED_EVENTS.index()] = 0;
      if (random.nextInt(3) > 0) {
        values[Feature.GAP_BURSTINESS.index()] = 0.3 + 0.1 * random.nextGaussian();
        values[Feature.TYPICAL_GAP_SECONDS.index()] = Math.exp(6 + random.nextGaussian());
      }
      vectors.add(
          vector("account-" + i, random.nextInt(10) < 7 ? "login" : "rare-" + i % 40, values));
    }
    return vectors;
  }

  private static FeatureVector vector(String id, String group, double[] values) {
    return new FeatureVector(
        new AccountId(id), (long) values[Feature.EVENTS.index()], 0, group, values);
  }

  private static FeatureVector with(FeatureVector vector, Feature feature, double value) {
    double[] values = vector.values().clone();
    values[feature.index()] = value;
    return new FeatureVector(
        vector.account(), vector.events(), vector.actionsOnTargets(), vector.peerGroup(), values);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void putsPlantedAbuseOnTop(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeatureVector> all = ordinary(random, 3000);
    boolean[] abusive = new boolean[all.size()];
    for (int i = 0; i < 60; i++) {
      abusive[i] = true;
      FeatureVector plain = all.get(i);
      all.set(
          i,
          switch (i % 3) {
            case 0 ->
                with(
                    with(plain, Feature.DEVICE_SHARING_MAX, 4 + i % 7),
                    Feature.IP_SHARING_MAX,
                    8 + i % 5);
            case 1 -> with(with(plain, Feature.GAP_BURSTINESS, -0.7), Feature.EVENTS, 400);
            default -> with(with(plain, Feature.ACTIONS_5M_MAX, 90), Feature.ENFORCED_EVENTS, 2);
          });
    }
    RankingQuality quality =
        RankingQuality.of(AnomalyModel.train(all, CONFIG).scores(all), abusive).orElseThrow();
    assertThat(quality.rocAuc()).as("seed %d", seed).isGreaterThan(0.99);
    assertThat(quality.averagePrecision()).as("seed %d", seed).isGreaterThan(0.9);
    assertThat(quality.recallAt(0.02)).as("seed %d", seed).isGreaterThan(0.95);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void explainsExactlyTheScoreTheBatchGives(long seed) {
    List<FeatureVector> all = ordinary(new SplittableRandom(seed), 2500);
    AnomalyModel model = AnomalyModel.train(all.subList(0, 1000), CONFIG);
    double[] scores = model.scores(all);
    for (int i = 0; i < scores.length; i++) {
      AnomalyScore explained = model.explain(all.get(i));
      double points = explained.reasons().stream().mapToDouble(Reason::points).sum();
      assertThat(explained.score())
          .as("seed %d, account %d", seed, i)
          .isEqualTo(scores[i])
          .isCloseTo(points, within(1e-9));
      assertThat(explained.score())
          .isCloseTo(100 * (0.55 * explained.forest() + 0.45 * explained.z()), within(1e-9));
      assertThat(explained.reasons()).hasSizeLessThanOrEqualTo(9);
    }
  }

  @Test
  void namesTheFeatureThatStandsOutFirstAndInPlainWords() {
    List<FeatureVector> all = ordinary(new SplittableRandom(7), 1000);
    AnomalyModel model = AnomalyModel.train(all, CONFIG);
    AnomalyScore score = model.explain(with(all.get(3), Feature.DEVICE_SHARING_MAX, 40));
    assertThat(score.reasons().get(0).name()).isEqualTo("device_sharing_max");
    assertThat(score.reasons().get(0).sentence())
        .isEqualTo("shared a device with 40 other accounts; usual is 0");
    List<Reason> named =
        score.reasons().stream().filter(reason -> !reason.name().equals("other")).toList();
    assertThat(named).isSortedAccordingTo((a, b) -> Double.compare(b.points(), a.points()));
  }

  @Test
  void doesNotMindTheOrderOfTrainingOrWhoElseIsScored() {
    List<FeatureVector> all = ordinary(new SplittableRandom(8), 3000);
    AnomalyConfig config = CONFIG.withSampleLimit(700);
    double[] scores = AnomalyModel.train(all, config).scores(all);
    List<FeatureVector> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(9));
    AnomalyModel again = AnomalyModel.train(shuffled, config);
    assertThat(again.trainedOn()).isEqualTo(700);
    assertThat(again.scores(all)).isEqualTo(scores);
    assertThat(again.scores(all.subList(1500, 1501))[0]).isEqualTo(scores[1500]);
  }

  @Test
  void isTheSameModelOnEveryPlatformAndAnotherUnderAnotherSeed() {
    List<FeatureVector> all = ordinary(new SplittableRandom(10), 500);
    FeatureVector odd = with(with(all.get(0), Feature.EVENTS, 300), Feature.RESTLESSNESS, 1);
    assertThat(AnomalyModel.train(all, CONFIG).explain(odd).score()).isEqualTo(65.08271505240289);
    AnomalyConfig otherSeed = CONFIG.withForest(CONFIG.forest().withSeed(2));
    assertThat(AnomalyModel.train(all, otherSeed).explain(odd).score())
        .isNotEqualTo(65.08271505240289);
  }

  @Test
  void doesNotHoldQuietnessAgainstAnAccount() {
    List<FeatureVector> all = ordinary(new SplittableRandom(11), 1000);
    AnomalyModel model = AnomalyModel.train(all, CONFIG);
    double[] values = new double[Feature.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Feature.EVENTS.index()] = 1;
    values[Feature.RESTLESSNESS.index()] = 0;
    values[Feature.TYPICAL_GAP_SECONDS.index()] = 1e7;
    AnomalyScore quiet = model.explain(vector("quiet", "a group of its own", values));
    assertThat(quiet.score()).isZero();
    assertThat(quiet.reasons()).isEmpty();
  }

  @Test
  void growsWithADeviationAndNeverTiesTheWorst() {
    List<FeatureVector> all = ordinary(new SplittableRandom(12), 1000);
    AnomalyModel model = AnomalyModel.train(all, CONFIG);
    double before = 0;
    for (double events = 100; events < 1e7; events *= 3) {
      double score = model.explain(with(all.get(5), Feature.EVENTS, events)).score();
      assertThat(score).as("%s events", events).isGreaterThan(before).isLessThan(100);
      before = score;
    }
    double[] scores = model.scores(all);
    Arrays.sort(scores);
    assertThat(Arrays.stream(scores, 980, 1000).distinct().count()).isGreaterThanOrEqualTo(19);
  }

  @Test
  void comparesAnAccountWithItsOwnPeers() {
    List<FeatureVector> all = ordinary(new SplittableRandom(13), 2000);
    AnomalyModel model = AnomalyModel.train(all, CONFIG);
    FeatureVector member =
        all.stream().filter(vector -> vector.peerGroup().equals("login")).findFirst().orElseThrow();
    assertThat(model.peerDeviation(with(member, Feature.EVENTS, 1e5)))
        .isGreaterThan(model.peerDeviation(member));
    FeatureVector stranger =
        all.stream()
            .filter(vector -> !vector.peerGroup().equals("login"))
            .findFirst()
            .orElseThrow();
    assertThat(model.peerDeviation(stranger)).as("groups of 15 are too small").isNaN();
    assertThat(model.scores(List.of(with(member, Feature.PEER_DEVIATION, 1e9))))
        .isEqualTo(model.scores(List.of(member)));
  }

  @ParameterizedTest(name = "{0} accounts")
  @ValueSource(ints = {1, 2, 19})
  void saysNothingAfterTrainingOnAHandful(int count) {
    List<FeatureVector> few = ordinary(new SplittableRandom(14), count);
    AnomalyModel model = AnomalyModel.train(few, CONFIG);
    FeatureVector odd = with(few.get(0), Feature.EVENTS, 1e6);
    assertThat(model.scores(List.of(odd))).containsExactly(0);
    assertThat(model.explain(odd).reasons()).isEmpty();
  }

  @Test
  void findsNobodyStrangeAmongAccountsAllAlike() {
    List<FeatureVector> alike = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double[] values = new double[Feature.COUNT];
      Arrays.fill(values, 1);
      alike.add(vector("account-" + i, "login", values));
    }
    AnomalyModel model = AnomalyModel.train(alike, CONFIG);
    assertThat(model.scores(alike)).containsOnly(0);
    assertThat(model.explain(with(alike.get(0), Feature.EVENTS, 50)).score()).isGreaterThan(5);
    assertThat(model.scores(List.of())).isEmpty();
  }

  @Test
  void refusesToTrainOnNobodyOrOnAnAccountTwice() {
    assertThatThrownBy(() -> AnomalyModel.train(List.of(), CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 account");
    List<FeatureVector> twice = ordinary(new SplittableRandom(15), 30);
    twice.add(twice.get(4));
    assertThatThrownBy(() -> AnomalyModel.train(twice, CONFIG))
        .hasMessageContaining("account-4 is there twice");
    assertThatThrownBy(() -> CONFIG.withForestWeight(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> CONFIG.withSampleLimit(0)).hasMessageContaining("not 0");
  }
}
