package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is usual within each peer group, for {@link Feature#PEER_DEVIATION}. Immutable. */
final class PeerScales {

  /** The features that peers are compared by. */
  static final List<Feature> COMPARED =
      List.of(
          Feature.EVENTS,
          Feature.ACTIONS_60M_MAX,
          Feature.TYPICAL_GAP_SECONDS,
          Feature.DISTINCT_TARGETS);

  private final Map<String, RobustScales> byGroup;

  private PeerScales(Map<String, RobustScales> byGroup) {
    this.byGroup = byGroup;
  }

  /**
   * Learns the groups that have at least {@code minPeers} accounts in the sample; the others are
   * not compared.
   */
  static PeerScales of(List<FeatureVector> sample, int minPeers) {
    Map<String, List<double[]>> rows = new TreeMap<>();
    for (FeatureVector vector : sample) {
      rows.computeIfAbsent(vector.peerGroup(), group -> new ArrayList<>()).add(vector.values());
    }
    Map<String, RobustScales> byGroup = new TreeMap<>();
    rows.forEach((group, members) -> {
      if (members.size() >= minPeers) {
        byGroup.put(group, RobustScales.of(members));
      }
    });
    return new PeerScales(byGroup);
  }

  /** The groups that a state describes. */
  static PeerScales of(Map<String, Map<Feature, ModelState.Usual>> state) {
    Map<String, RobustScales> byGroup = new TreeMap<>();
    state.forEach((group, usual) -> byGroup.put(group, RobustScales.of(usual)));
    return new PeerScales(byGroup);
  }

  /** Its state: the features compared. */
  SortedMap<String, Map<Feature, ModelState.Usual>> state() {
    SortedMap<String, Map<Feature, ModelState.Usual>> state = new TreeMap<>();
    byGroup.forEach((group, scales) -> {
      Map<Feature, ModelState.Usual> usual = scales.state();
      usual.keySet().retainAll(COMPARED);
      state.put(group, usual);
    });
    return state;
  }

  /**
   * Largest robust z-score within the account's group, on the side that speaks for abuse, over the
   * compared features it has, at least 0; NaN if there are none, or no group.
   */
  double deviation(FeatureVector vector) {
    RobustScales scales = byGroup.get(vector.peerGroup());
    if (scales == null) {
      return Double.NaN;
    }
    double largest = Double.NaN;
    for (Feature feature : COMPARED) {
      if (!Double.isNaN(vector.value(feature)) && scales.knownShare(feature) > 0) {
        double deviation = scales.directedZ(feature, vector.value(feature));
        largest = Double.isNaN(largest) ? deviation : Math.max(largest, deviation);
      }
    }
    return largest;
  }
}
