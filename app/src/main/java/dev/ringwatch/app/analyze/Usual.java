package dev.ringwatch.app.analyze;

import dev.ringwatch.app.report.ReportModel;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  /** What logs may lack of which features speak: missing where none of its features is known. */
  private enum Field {
    ADDRESSES("addresses"),
    DEVICES("devices"),
    PAYMENTS("payment instruments"),
    TARGETS("targets"),
    OUTCOMES("outcomes"),
    OPENING("when accounts were opened"),
    CLIENTS("clients"),
    COUNTRIES("countries"),
    DAYS_BEFORE("how accounts behaved on days before");

    private final String words;

    Field(String words) {
      this.words = words;
    }
  }

  private static List<String> missing(List<FeatureVector> vectors) {
    Set<Field> missing = EnumSet.allOf(Field.class);
    for (Feature feature : Feature.values()) {
      Field field = needed(feature);
      if (missing.contains(field)
          && vectors.stream().anyMatch(vector -> !Double.isNaN(vector.value(feature)))) {
        missing.remove(field);
      }
    }
    return missing.stream().map(field -> field.words).toList();
  }

  /** What a feature cannot be known without; null if every log has it. */
  private static @Nullable Field needed(Feature feature) {
    return switch (feature) {
      case DISTINCT_IPS, IP_ENTROPY, IP_SHARING_MEAN, IP_SHARING_MAX, NEW_IP_RATE ->
          Field.ADDRESSES;
      case DISTINCT_DEVICES,
          DEVICE_SHARING_MEAN,
          DEVICE_SHARING_MAX,
          NEW_DEVICE_RATE,
          STRANGER_BURST ->
          Field.DEVICES;
      case PAYMENT_SHARING_MAX -> Field.PAYMENTS;
      case DISTINCT_TARGETS, TARGET_VARIETY -> Field.TARGETS;
      case FAILURE_RATE -> Field.OUTCOMES;
      case ACCOUNT_AGE_DAYS -> Field.OPENING;
      case DISTINCT_USER_AGENTS -> Field.CLIENTS;
      case DISTINCT_COUNTRIES -> Field.COUNTRIES;
      case OWN_DEVIATION -> Field.DAYS_BEFORE;
      case EVENTS,
          ACTIONS_5M_MEAN,
          ACTIONS_5M_MAX,
          ACTIONS_15M_MEAN,
          ACTIONS_15M_MAX,
          ACTIONS_60M_MEAN,
          ACTIONS_60M_MAX,
          SESSIONS,
          SESSION_VELOCITY_MEAN,
          SESSION_VELOCITY_MAX,
          ENFORCEMENT_RATE,
          ENFORCED_EVENTS,
          ACTION_ENTROPY,
          GAP_BURSTINESS,
          TYPICAL_GAP_SECONDS,
          RESTLESSNESS,
          ACTIVE_HOURS,
          PEER_DEVIATION ->
          null;
    };
  }
}
