package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How an account becomes a row of the forest: one column per {@link Aspect} that has something to
 * tell, holding its largest deviation on the side that speaks for abuse. The benign side folds into
 * the centre, so an unusually quiet account is not an outlier; unknown values sit there as well;
 * and ten features of one burst get no more splits than one of anything else. Immutable.
 */
final class ForestRows {

  /*
   * Against a column per feature (two-sided where the feature is) holding the logarithm of the
   * deviation, on labelled accounts, average precision of the blend under seed 1: bot_or_not_en30
   * .319 -> .338, bot_or_not_en32 .322 -> .408, cib_mixed_airline .346 -> .355,
   * cib_mixed_demonetization .835 -> .828, ecommerce_fraud .638 -> .636. Per aspect, the deviation
   * as it is did better than its logarithm on three of the five, as well on one, and worse on
   * ecommerce_fraud (.635 against .638). Chosen on these sets, so not an estimate for others.
   */

  /**
   * A feature known for a smaller share of the training accounts tells more about the log than
   * about accounts.
   */
  static final double MIN_KNOWN_SHARE = 0.02;

  private final int[] aspects;

  private ForestRows(int[] aspects) {
    this.aspects = aspects;
  }

  /**
   * Chooses the aspects that have a feature known often enough and that deviate for some training
   * account; one constant column if there are none, so that there always is a forest.
   */
  static ForestRows of(RobustScales scales, Deviations deviations, List<FeatureVector> sample) {
    boolean[] known = new boolean[Aspect.COUNT];
    for (Feature feature : Feature.values()) {
      known[Aspect.of(feature).index()] |= scales.knownShare(feature) >= MIN_KNOWN_SHARE;
    }
    boolean[] deviates = new boolean[Aspect.COUNT];
    for (FeatureVector vector : sample) {
      deviations.measure(vector);
      for (int aspect = 0; aspect < deviates.length; aspect++) {
        deviates[aspect] |= deviations.largest[aspect] > 0;
      }
    }
    int[] chosen =
        IntStream.range(0, Aspect.COUNT)
            .filter(aspect -> known[aspect] && deviates[aspect])
            .toArray();
    return new ForestRows(chosen.length > 0 ? chosen : new int[] {Aspect.VOLUME.index()});
  }

  /** The columns that a state names. */
  static ForestRows of(List<String> columns) {
    return new ForestRows(columns.stream().mapToInt(name -> Aspect.named(name).index()).toArray());
  }

  /** The names of its aspects. */
  List<String> state() {
    return Arrays.stream(aspects).mapToObj(aspect -> Aspect.at(aspect).name()).toList();
  }

  /** How many values a row has; at least 1. */
  int columns() {
    return aspects.length;
  }

  /** The index of the aspect behind a column. */
  int aspect(int column) {
    return aspects[column];
  }

  /** Writes an account's row at an offset. */
  void write(Deviations deviations, double[] rowMajor, int offset) {
    for (int column = 0; column < aspects.length; column++) {
      rowMajor[offset + column] = deviations.largest[aspects[column]];
    }
  }

  /** The rows of many accounts, one after the other. */
  double[] of(List<FeatureVector> vectors, Deviations deviations) {
    double[] rowMajor = new double[Math.multiplyExact(vectors.size(), columns())];
    int offset = 0;
    for (FeatureVector vector : vectors) {
      deviations.measure(vector);
      write(deviations, rowMajor, offset);
      offset += columns();
    }
    return rowMajor;
  }
}
