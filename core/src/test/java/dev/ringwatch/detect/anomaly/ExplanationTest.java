package dev.ringwatch.detect.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The points of every reason against the slow way: objects, recursion and numerical integration.
 */
class ExplanationTest {

  private static final int STEPS = 20_000;
  private static final Feature[] KNOWN = {
    Feature.EVENTS,
    Feature.ACTIONS_5M_MAX,
    Feature.DEVICE_SHARING_MAX,
    Feature.IP_SHARING_MAX,
    Feature.ACCOUNT_AGE_DAYS,
    Feature.ACTION_ENTROPY,
    Feature.FAILURE_RATE
  };

  /** A model by the book, from what {@link AnomalyModel} says is usual. */
  private static final class Reference {
    private final AnomalyConfig config;
    private final AnomalyModel model;
    private final List<Integer> aspects = new ArrayList<>();
    private final ForestReference forest;
    private final double pathUnit;
    private final double usualPath;
    private final double usualScore;
    private final double unit;

    Reference(List<FeatureVector> all, AnomalyModel model) {
      this.config = model.config();
      this.model = model;
      List<FeatureVector> sample =
          TrainingSample.of(all, config.sampleLimit(), config.forest().seed());
      List<double[]> deviations = sample.stream().map(this::deviations).toList();
      for (int aspect = 0; aspect < Aspect.COUNT; aspect++) {
        int at = aspect;
        if (deviations.stream().anyMatch(row -> row[at] > 0)) {
          aspects.add(aspect);
        }
      }
      List<double[]> rows = deviations.stream().map(this::row).toList();
      forest = new ForestReference(rows, config.forest());
      pathUnit =
          ForestTrainer.averagePathLength(Math.min(config.forest().sampleSize(), rows.size()));
      double[] paths = rows.stream().mapToDouble(forest::meanPathLength).sorted().toArray();
      usualPath = paths[paths.length / 2];
      usualScore = Math.pow(2, -usualPath / pathUnit);
      double top = Math.pow(2, -paths[(int) (0.01 * paths.length)] / pathUnit);
      unit = Math.max(ForestCalibration.MIN_UNIT, top - usualScore);
    }

    /** By aspect, the largest deviation of its features on the side that speaks for abuse. */
    double[] deviations(FeatureVector vector) {
      double[] largest = new double[Aspect.COUNT];
      for (Feature feature : Feature.values()) {
        double value =
            feature == Feature.PEER_DEVIATION ? model.peerDeviation(vector) : vector.value(feature);
        int aspect = Aspect.of(feature).index();
        largest[aspect] = Math.max(largest[aspect], model.scales().directedZ(feature, value));
      }
      return largest;
    }

    private double[] row(double[] deviations) {
      return aspects.stream().mapToDouble(aspect -> deviations[aspect]).toArray();
    }

    double[] points(FeatureVector vector) {
      double[] deviations = deviations(vector);
      double[] points = new double[Aspect.COUNT];
      addEvidence(deviations, points);
      double[] row = row(deviations);
      double path = forest.meanPathLength(row);
      if (path < usualPath) {
        double slope = 100 * config.forestWeight() * meanSlope(path);
        double[] splits = forest.contributions(row);
        for (int column = 0; column < splits.length; column++) {
          points[aspects.get(column)] += splits[column] * slope;
        }
      }
      return points;
    }

    private void addEvidence(double[] deviations, double[] points) {
      double[] evidence =
          Arrays.stream(deviations)
              .map(d -> Math.log(Math.max(1, 1 + d - (config.zThreshold() - 1))))
              .toArray();
      for (Aspect aspect : Aspect.values()) {
        evidence[aspect.index()] *= aspect.weight();
      }
      for (int aspect = 0; aspect < points.length; aspect++) {
        points[aspect] += evidence[aspect] == 0 ? 0 : wayToZ(evidence, aspect);
      }
    }

    /** What one aspect adds to Z's points on the straight way from no evidence to all of it. */
    private double wayToZ(double[] evidence, int aspect) {
      return (4 * wayToZ(evidence, aspect, 200) - wayToZ(evidence, aspect, 100)) / 3;
    }

    /** The same by the midpoint rule; two of them leave an error of the fourth order. */
    private double wayToZ(double[] evidence, int aspect, int steps) {
      double points = 0;
      for (int step = 0; step < steps; step++) {
        double share = (step + 0.5) / steps;
        double[] at = Arrays.stream(evidence).map(e -> e * share).toArray();
        double reach = 1e-5 * at[aspect];
        at[aspect] += reach;
        double above = zPoints(at);
        at[aspect] -= 2 * reach;
        points += (above - zPoints(at)) / (2 * reach) * evidence[aspect] / steps;
      }
      return points;
    }

    private double zPoints(double[] evidence) {
      double norm = Math.pow(Arrays.stream(evidence).map(e -> Math.pow(e, 1.5)).sum(), 1 / 1.5);
      return 100 * (1 - config.forestWeight()) * (1 - Math.exp(-norm / 4));
    }

    /** How much F rises per split that shortens the path, on average from the usual path to one. */
    private double meanSlope(double path) {
      double sum = 0;
      for (int step = 0; step < STEPS; step++) {
        double at = usualPath + (step + 0.5) / STEPS * (path - usualPath);
        double raw = Math.pow(2, -at / pathUnit);
        double rawPerSplit = Math.log(2) / pathUnit * raw;
        sum += Math.log(4) / unit * Math.pow(4, -(raw - usualScore) / unit) * rawPerSplit;
      }
      return sum / STEPS;
    }
  }

  private static List<FeatureVector> accounts(SplittableRandom random, int count) {
    List<FeatureVector> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] values = new double[Feature.COUNT];
      Arrays.fill(values, Double.NaN);
      boolean odd = random.nextInt(20) == 0;
      for (Feature feature : KNOWN) {
        double size = random.nextInt(odd ? 40 : 4) * Math.exp(random.nextGaussian());
        values[feature.index()] = random.nextInt(9) == 0 ? Double.NaN : size;
      }
      values[Feature.EVENTS.index()] = 1 + random.nextInt(odd ? 500 : 30);
      vectors.add(new FeatureVector(new AccountId("account-" + i), 1, 0, "g" + i % 2, values));
    }
    return vectors;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyReasonsPointsAreTheIntegralOfTheScore(long seed) {
    AnomalyConfig defaults = AnomalyConfig.ofDefaults();
    AnomalyConfig config = defaults.withForest(new ForestConfig(40, 64, seed));
    List<FeatureVector> all = accounts(new SplittableRandom(seed), 400);
    AnomalyModel model = AnomalyModel.train(all, config);
    Reference reference = new Reference(all, model);
    int named = 0;
    for (FeatureVector vector : all.subList(0, 150)) {
      double[] points = reference.points(vector);
      for (Reason reason : model.explain(vector).reasons()) {
        if (!reason.name().equals("other")) {
          named++;
          assertThat(reason.points())
              .as("seed %d, %s, %s", seed, vector.account(), reason.name())
              .isCloseTo(points[aspectOf(reason.name())], within(1e-6));
        }
      }
    }
    assertThat(named).as("reasons compared").isGreaterThan(150);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void leavesOutNoReasonThatIsLargerThanOneItNames(long seed) {
    List<FeatureVector> all = accounts(new SplittableRandom(seed), 300);
    AnomalyModel model = AnomalyModel.train(all, AnomalyConfig.ofDefaults());
    Reference reference = new Reference(all, model);
    for (FeatureVector vector : all.subList(0, 60)) {
      double[] deviations = reference.deviations(vector);
      double[] points = reference.points(vector);
      List<Reason> reasons = model.explain(vector).reasons();
      List<Integer> told =
          reasons.stream()
              .filter(reason -> !reason.name().equals("other"))
              .map(reason -> aspectOf(reason.name()))
              .toList();
      double least = told.stream().mapToDouble(aspect -> Math.abs(points[aspect])).min().orElse(0);
      IntStream.range(0, Aspect.COUNT)
          .filter(aspect -> deviations[aspect] > 0 && !told.contains(aspect))
          .forEach(aspect ->
              assertThat(Math.abs(points[aspect]))
                  .as("seed %d, %s, aspect %d", seed, vector.account(), aspect)
                  .isLessThan(Math.max(0.1, least) + 1e-6));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void contributionsSumToTheScoreAndItsParts(long seed) {
    AnomalyConfig config = AnomalyConfig.ofDefaults().withForest(new ForestConfig(40, 64, seed));
    List<FeatureVector> all = accounts(new SplittableRandom(seed), 400);
    AnomalyModel model = AnomalyModel.train(all, config);
    int named = 0;
    for (FeatureVector vector : all.subList(0, 150)) {
      AnomalyScore score = model.explain(vector);
      List<Contribution> contributions = model.contributions(vector);
      double z = contributions.stream().mapToDouble(Contribution::z).sum();
      double forest = contributions.stream().mapToDouble(Contribution::forest).sum();
      assertThat(z).isCloseTo(100 * (1 - config.forestWeight()) * score.z(), within(1e-6));
      assertThat(forest).isCloseTo(100 * config.forestWeight() * score.forest(), within(1e-6));
      for (Reason reason : score.reasons()) {
        for (Contribution one : contributions) {
          if (one.feature().map(Feature::label).filter(reason.name()::equals).isPresent()) {
            named++;
            assertThat(one.z() + one.forest()).isCloseTo(reason.points(), within(1e-9));
          }
        }
      }
    }
    assertThat(named).as("reasons compared").isGreaterThan(150);
  }

  private static int aspectOf(String label) {
    return Arrays.stream(Feature.values())
        .filter(feature -> feature.label().equals(label))
        .mapToInt(feature -> Aspect.of(feature).index())
        .findFirst()
        .orElseThrow();
  }
}
