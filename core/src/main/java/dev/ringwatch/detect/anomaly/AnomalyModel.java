package dev.ringwatch.detect.anomaly;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how unlike the others an account is. Learned from a sample of accounts without labels: what
 * is usual for each feature ({@link RobustScales}) and within each peer group, and an {@link
 * IsolationForest} over the deviations. A score is a function of the model and the account only.
 *
 * <p>score = 100 x (w F + (1 - w) Z): F the forest's part, 0 for the median training account and
 * 0.75 for the worst in a hundred; Z the part of the features beyond the threshold. Both look only
 * at the side of a feature that speaks for abuse, and features that say nearly the same count once,
 * by the most unusual of them.
 *
 * <p>A model of fewer than {@value #MIN_ACCOUNTS} accounts knows nothing usual to differ from and
 * scores everything 0.
 *
 * <p>Immutable and safe for any number of threads.
 */
public final class AnomalyModel {

  /** Training accounts below which every score is 0. */
  public static final int MIN_ACCOUNTS = 20;

  private static final int BLOCK_ROWS = 1024;
  private static final Feature[] FEATURES = Feature.values();

  private final AnomalyConfig config;
  private final int trainedOn;
  private final RobustScales scales;
  private final PeerScales peers;
  private final ZEvidence evidence;
  private final ForestRows rows;
  private final IsolationForest forest;
  private final ForestCalibration calibration;

  private AnomalyModel(List<FeatureVector> sample, AnomalyConfig config) {
    this.config = config;
    trainedOn = sample.size();
    peers = PeerScales.of(sample, config.minPeers());
    scales = RobustScales.of(sample.stream().map(this::completed).toList());
    evidence = new ZEvidence(config.zThreshold());
    Deviations deviations = new Deviations(scales, peers);
    rows = ForestRows.of(scales, deviations, sample);
    double[] trainingRows = rows.of(sample, deviations);
    forest = IsolationForest.train(trainingRows, trainedOn, rows.columns(), config.forest());
    calibration = ForestCalibration.of(forest, forest.meanPathLengths(trainingRows, trainedOn));
  }

  private AnomalyModel(ModelState state) {
    config = state.config();
    trainedOn = state.trainedOn();
    peers = PeerScales.of(state.peers());
    scales = RobustScales.of(state.usual());
    evidence = new ZEvidence(config.zThreshold());
    rows = ForestRows.of(state.columns());
    forest = IsolationForest.of(state.forest(), rows.columns());
    calibration = ForestCalibration.of(forest, state.calibration());
  }

  /** The model that a state describes; that of another model's state scores exactly as it. */
  public static AnomalyModel of(ModelState state) {
    return new AnomalyModel(state);
  }

  /**
   * All that it knows, to be written down.
   *
   * @throws IllegalArgumentException if the forest is larger than {@link ModelState} allows
   */
  public ModelState state() {
    return new ModelState(
        config,
        trainedOn,
        scales.state(),
        peers.state(),
        rows.state(),
        forest.state(),
        calibration.state());
  }

  /** The same as {@link #train(List, AnomalyConfig, HashKey)} under {@link HashKey#PUBLIC}. */
  public static AnomalyModel train(List<FeatureVector> all, AnomalyConfig config) {
    return train(all, config, HashKey.PUBLIC);
  }

  /**
   * Learns a model. The training sample is the {@code sampleLimit} accounts with the smallest hash
   * of their id under the seed and the key: the order of the input does not matter, and most of the
   * sample stays the same when accounts come and go. O(n log n) with a forest's cost on top.
   *
   * @param all at least one account, each once
   * @param hashKey a secret where strangers choose ids, or they could choose who is learned from
   * @throws IllegalArgumentException if there is no account, an account comes twice, or a value to
   *     train on is infinite
   */
  public static AnomalyModel train(List<FeatureVector> all, AnomalyConfig config, HashKey hashKey) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "an anomaly model needs at least 1 account to train on; there is none");
    }
    long seed = hashKey.seed(config.forest().seed());
    return new AnomalyModel(TrainingSample.of(all, config.sampleLimit(), seed), config);
  }

  private double[] completed(FeatureVector vector) {
    double[] values = vector.values().clone();
    values[Feature.PEER_DEVIATION.index()] = peers.deviation(vector);
    return values;
  }

  /**
   * The scores of many accounts, each exactly what {@link #explain} says of it alone. O(accounts x
   * (features + trees x depth)), one thread, memory for the result and one block.
   *
   * @return one score per account in the order given, 0 to 100
   */
  public double[] scores(List<FeatureVector> vectors) {
    double[] result = new double[vectors.size()];
    if (trainedOn < MIN_ACCOUNTS) {
      return result;
    }
    Deviations deviations = new Deviations(scales, peers);
    for (int from = 0; from < result.length; from += BLOCK_ROWS) {
      int to = Math.min(from + BLOCK_ROWS, result.length);
      scoreBlock(vectors.subList(from, to), deviations, result, from);
    }
    return result;
  }

  private void scoreBlock(
      List<FeatureVector> block, Deviations deviations, double[] result, int from) {
    double[] shares = new double[Aspect.COUNT];
    double[] z = new double[block.size()];
    double[] forestRows = new double[block.size() * rows.columns()];
    int row = 0;
    for (FeatureVector vector : block) {
      deviations.measure(vector);
      z[row] = ZEvidence.part(evidence.weigh(deviations.largest, shares));
      rows.write(deviations, forestRows, row * rows.columns());
      row++;
    }
    double[] paths = forest.meanPathLengths(forestRows, block.size());
    for (row = 0; row < paths.length; row++) {
      result[from + row] = blend(calibration.part(forest.toScore(paths[row])), z[row]);
    }
  }

  /** The score of one account with its parts and reasons. O(features + trees x depth). */
  public AnomalyScore explain(FeatureVector vector) {
    if (trainedOn < MIN_ACCOUNTS) {
      return new AnomalyScore(vector.account(), 0, 0, 0, List.of());
    }
    Deviations deviations = new Deviations(scales, peers);
    deviations.measure(vector);
    double[] shares = new double[Aspect.COUNT];
    double sum = evidence.weigh(deviations.largest, shares);
    double z = ZEvidence.part(sum);
    double[] points = inPoints(shares, sum, z);
    double forestPart = addForestPoints(deviations, points);
    double score = blend(forestPart, z);
    return new AnomalyScore(
        vector.account(), score, forestPart, z, Reasons.of(score, points, deviations, scales));
  }

  /**
   * The score of one account as the sum of what features add to it, apart for the z-scores and the
   * forest; they sum to {@link #explain}'s score unless that is cut at 100. Empty if the model
   * knows nothing usual. Costs what {@link #explain} does.
   */
  public List<Contribution> contributions(FeatureVector vector) {
    if (trainedOn < MIN_ACCOUNTS) {
      return List.of();
    }
    Deviations deviations = new Deviations(scales, peers);
    deviations.measure(vector);
    double[] shares = new double[Aspect.COUNT];
    double sum = evidence.weigh(deviations.largest, shares);
    double[] z = inPoints(shares, sum, ZEvidence.part(sum));
    double[] trees = new double[Aspect.COUNT];
    double ofForest = 100 * config.forestWeight() * addForestPoints(deviations, trees);
    List<Contribution> all = new ArrayList<>();
    double otherZ = 0;
    double otherForest = ofForest;
    for (int aspect = 0; aspect < Aspect.COUNT; aspect++) {
      int feature = deviations.feature[aspect];
      if (feature >= 0) {
        all.add(new Contribution(Optional.of(FEATURES[feature]), z[aspect], trees[aspect]));
        otherForest -= trees[aspect];
      } else {
        otherZ += z[aspect];
      }
    }
    all.add(new Contribution(Optional.empty(), otherZ, otherForest));
    return all;
  }

  /** The points of Z, split as the aspects share in S. */
  private double[] inPoints(double[] shares, double sum, double z) {
    double pointsPerShare = sum == 0 ? 0 : 100 * (1 - config.forestWeight()) * z / sum;
    double[] points = new double[shares.length];
    for (int aspect = 0; aspect < shares.length; aspect++) {
      points[aspect] = pointsPerShare * shares[aspect];
    }
    return points;
  }

  /**
   * Adds the forest's points to the aspects' and returns F. The way from the usual path length to
   * the account's is walked in a straight line, and each column's points are its share of that way
   * times F's mean slope on it (the path integral of Aumann and Shapley, as in integrated
   * gradients: Sundararajan et al., 2017). What lies between the forest's baseline and the usual
   * path is left to "other".
   */
  private double addForestPoints(Deviations deviations, double[] points) {
    double[] row = new double[rows.columns()];
    rows.write(deviations, row, 0);
    double path = forest.meanPathLength(row);
    double part = calibration.part(forest.toScore(path));
    if (part > 0) {
      double pointsPerSplit = 100 * config.forestWeight() * part / (calibration.usualPath() - path);
      double[] splits = forest.contributions(row);
      for (int column = 0; column < splits.length; column++) {
        points[rows.aspect(column)] += splits[column] * pointsPerSplit;
      }
    }
    return part;
  }

  private double blend(double forestPart, double zPart) {
    double weight = config.forestWeight();
    return Math.min(100, 100 * (weight * forestPart + (1 - weight) * zPart));
  }

  /**
   * {@link Feature#PEER_DEVIATION} of an account under this model; NaN if its group was too small
   * in training.
   */
  public double peerDeviation(FeatureVector vector) {
    return peers.deviation(vector);
  }

  /** What is usual for each feature. */
  public RobustScales scales() {
    return scales;
  }

  /** How the model was trained. */
  public AnomalyConfig config() {
    return config;
  }

  /** How many accounts it was trained on; at least 1. */
  public int trainedOn() {
    return trainedOn;
  }
}
