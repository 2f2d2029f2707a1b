package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.ModelState;
import dev.ringwatch.feature.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What adjustments can rest on, and how it is read off an account. Immutable. */
final class Signals {

  /**
   * Marks of abuse, of which more is never an excuse, whatever a handful of verdicts seems to say.
   * The others only say how an account differs; which side of that is abusive is a matter of the
   * platform.
   */
  private static final Set<Feature> MARKS =
      EnumSet.of(
          Feature.DEVICE_SHARING_MEAN,
          Feature.DEVICE_SHARING_MAX,
          Feature.IP_SHARING_MEAN,
          Feature.IP_SHARING_MAX,
          Feature.PAYMENT_SHARING_MAX,
          Feature.GAP_BURSTINESS,
          Feature.RESTLESSNESS,
          Feature.FAILURE_RATE,
          Feature.STRANGER_BURST);

  /** What verdicts bring about: it would be learned as their cause. */
  private static final EnumSet<Feature> CONSEQUENCES =
      EnumSet.of(Feature.ENFORCEMENT_RATE, Feature.ENFORCED_EVENTS);

  private static final List<Signal.Part> PARTS =
      List.of(Signal.Part.ABOVE, Signal.Part.FAR_ABOVE, Signal.Part.BELOW, Signal.Part.FAR_BELOW);

  /** In one order, the same in every run. */
  static final List<Signal> ALL = all();

  private final AnomalyModel model;

  /** Read with what a model says is usual. */
  Signals(AnomalyModel model) {
    this.model = model;
  }

  private static List<Signal> all() {
    Map<String, Integer> sizes = new HashMap<>();
    for (Feature feature : Feature.values()) {
      sizes.merge(ModelState.aspectOf(feature), 1, Integer::sum);
    }
    List<Signal> all = new ArrayList<>();
    all.add(Signal.ofRing());
    for (Feature feature : EnumSet.complementOf(CONSEQUENCES)) {
      int alike = sizes.getOrDefault(ModelState.aspectOf(feature), 1);
      for (Signal.Part part : PARTS) {
        all.add(Signal.of(feature, part, MARKS.contains(feature), 1 / Math.sqrt(alike)));
      }
    }
    return List.copyOf(all);
  }

  /** The value of every signal, in the order of {@link #ALL}: each 0 to 1, what is unknown 0. */
  double[] of(ScoredAccount account) {
    double[] values = new double[ALL.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(ALL.get(i), account);
    }
    return values;
  }

  /** The value of one signal, 0 to 1. */
  double value(Signal signal, ScoredAccount account) {
    double deviation =
        signal.feature().isEmpty()
            ? account.ring() / 100
            : model
                .scales()
                .robustZ(signal.feature().get(), value(signal.feature().get(), account));
    return signal.unit() * signal.part().of(deviation);
  }

  /** What a feature is of an account, in its own unit; NaN if it is not known. */
  double value(Feature feature, ScoredAccount account) {
    return feature == Feature.PEER_DEVIATION
        ? model.peerDeviation(account.vector())
        : account.vector().value(feature);
  }

  /** What a person is told of a feature of an account. */
  String sentence(Feature feature, ScoredAccount account) {
    return feature.sentence(value(feature, account), model.scales().usual(feature));
  }
}
