package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Place;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.anomaly.RobustScales;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.postgres.results.FeaturePeers;
import gg.jte.Content;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an account was judged by, beside others and beside itself.
 *
 * @param rows the features that are known, the most unusual first
 * @param unknown the names of those that are not; empty for none
 * @param compared whether there is a model that says what is usual
 */
record FeatureTable(List<Row> rows, String unknown, boolean compared) {

  private static final int FIRST = 12;

  /** The most unusual of those that are known. */
  List<Row> first() {
    return rows.subList(0, Math.min(FIRST, rows.size()));
  }

  /** The others that are known. */
  List<Row> rest() {
    return rows.subList(Math.min(FIRST, rows.size()), rows.size());
  }

  /**
   * A feature.
   *
   * @param name what it is called
   * @param value the account's
   * @param usual the value of the account in the middle; a dash if that is not known
   * @param place where it stands among others, if that is known
   * @param before the account's own value before its last day; a dash if that is not known
   */
  record Row(String name, String value, String usual, Optional<Place> place, String before) {}

  /**
   * Where a value stands among those of others.
   *
   * @param bar the place as a bar
   * @param words the place in words
   */
  record Place(Content bar, String words) {

    static Place of(FeaturePeers.Place place) {
      String words = words(place);
      return new Place(Bar.ofPlace(place.below(), place.upTo(), words), words);
    }

    private static String words(FeaturePeers.Place place) {
      if (place.below() >= 1) {
        return "above all";
      }
      return place.below() == 0
          ? "among the lower " + Numbers.percent(place.upTo())
          : "above " + Numbers.percent(place.below());
    }
  }

  /**
   * What is compared.
   *
   * @param vector the account's features
   * @param earlier the same before the last day on which it was active
   * @param scales what is usual; empty before the first model
   */
  record Facts(
      FeatureVector vector, Optional<FeatureVector> earlier, Optional<RobustScales> scales) {

    private boolean isKnown(Feature feature) {
      return !Double.isNaN(vector.value(feature));
    }

    private double strangeness(Feature feature) {
      return scales
          .map(usual -> Math.abs(usual.robustZ(feature, vector.value(feature))))
          .orElse(0.0);
    }

    private Row row(Feature feature, Map<String, FeaturePeers.Peers> peers) {
      double value = vector.value(feature);
      FeaturePeers.Peers others = peers.get(feature.label());
      return new Row(
          name(feature),
          feature.words(value),
          scales.map(usual -> words(feature, usual.usual(feature))).orElse("–"),
          Optional.ofNullable(others).map(known -> Place.of(known.place(value))),
          earlier.map(before -> words(feature, before.value(feature))).orElse("–"));
    }

    private static String words(Feature feature, double value) {
      return Double.isNaN(value) ? "–" : feature.words(value);
    }
  }

  /**
   * Compares.
   *
   * @param peers how features are spread over other accounts, by name
   */
  static FeatureTable of(Facts facts, Map<String, FeaturePeers.Peers> peers) {
    List<Row> rows =
        Arrays.stream(Feature.values())
            .filter(facts::isKnown)
            .sorted(Comparator.comparingDouble(facts::strangeness).reversed())
            .map(feature -> facts.row(feature, peers))
            .toList();
    String unknown =
        Arrays.stream(Feature.values())
            .filter(feature -> !facts.isKnown(feature))
            .map(FeatureTable::name)
            .collect(Collectors.joining(", "));
    return new FeatureTable(rows, unknown, facts.scales().isPresent());
  }

  private static String name(Feature feature) {
    return feature.label().replace('_', ' ');
  }
}
