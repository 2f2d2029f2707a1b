package dev.ringwatch.app.analyze;

import dev.ringwatch.app.report.ReportModel;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is usual in a log, and what the log does not say.
 *
 * @param values by feature, those that are known for any account
 * @param missing what is not known of any account, in words
 */
record Usual(List<ReportModel.UsualValue> values, List<String> missing) {

  private static final int SAMPLE = 20_000;

  Usual {
    values = List.copyOf(values);
    missing = List.copyOf(missing);
  }

  /**
   * Medians as the model has them, and quartiles of up to 20,000 accounts evenly spread over the
   * order of ids. O(sample x features x log sample).
   */
  static Usual of(List<FeatureVector> vectors, AnomalyModel model) {
    int step = Math.max(1, Math.ceilDiv(vectors.size(), SAMPLE));
    List<FeatureVector> sample =
        IntStream.iterate(0, i -> i < vectors.size(), i -> i + step)
            .mapToObj(vectors::get)
            .toList();
    List<ReportModel.UsualValue> values = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      double[] known = known(feature, sample, model);
      double median = model.scales().usual(feature);
      if (known.length > 0 && !Double.isNaN(median)) {
        values.add(
            new ReportModel.UsualValue(
                feature.label(),
                feature.sentence(median),
                feature.words(known[known.length / 4]),
                feature.words(known[known.length - 1 - known.length / 4])));
      }
    }
    return new Usual(values, missing(vectors));
  }

  private static double[] known(Feature feature, List<FeatureVector> sample, AnomalyModel model) {
    return sample.stream()
        .mapToDouble(vector ->
            feature == Feature.PEER_DEVIATION ? model.peerDeviation(vector) : vector.value(feature))
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private static List<String> missing(List<FeatureVector> vectors) {
    List<String> missing = new ArrayList<>();
    addUnknown(Feature.DISTINCT_IPS, "addresses", vectors, missing);
    addUnknown(Feature.DISTINCT_DEVICES, "devices", vectors, missing);
    addUnknown(Feature.PAYMENT_SHARING_MAX, "payment instruments", vectors, missing);
    addUnknown(Feature.DISTINCT_TARGETS, "targets", vectors, missing);
    addUnknown(Feature.FAILURE_RATE, "outcomes", vectors, missing);
    addUnknown(Feature.ACCOUNT_AGE_DAYS, "when accounts were opened", vectors, missing);
    addUnknown(Feature.DISTINCT_USER_AGENTS, "clients", vectors, missing);
    addUnknown(Feature.DISTINCT_COUNTRIES, "countries", vectors, missing);
    addUnknown(Feature.OWN_DEVIATION, "how accounts behaved on days before", vectors, missing);
    return missing;
  }

  private static void addUnknown(
      Feature feature, String what, List<FeatureVector> vectors, List<String> missing) {
    if (vectors.stream().allMatch(vector -> Double.isNaN(vector.value(feature)))) {
      missing.add(what);
    }
  }
}
