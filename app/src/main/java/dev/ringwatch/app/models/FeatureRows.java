package dev.ringwatch.app.models;

import dev.ringwatch.app.report.chart.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How features were spread when a model was learned, beside the model before. */
final class FeatureRows {

  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.9;

  private FeatureRows() {}

  /**
   * A feature.
   *
   * @param name what it is called
   * @param known of which share of accounts it was known
   * @param median its median
   * @param high the value that a tenth of accounts is above
   * @param knownBefore the same of the model before; empty if there is none
   * @param medianBefore the same of the model before
   * @param highBefore the same of the model before
   */
  record Row(
      String name,
      String known,
      String median,
      String high,
      String knownBefore,
      String medianBefore,
      String highBefore) {}

  /** Those of a model, and those that only the model before has. */
  static List<Row> of(ModelFacts facts, Optional<ModelFacts> before) {
    Set<String> names = new LinkedHashSet<>(facts.features().keySet());
    before.ifPresent(earlier -> names.addAll(earlier.features().keySet()));
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          new Row(
              name.replace('_', ' '),
              known(facts, name),
              value(facts, name, MEDIAN),
              value(facts, name, HIGH),
              before.map(earlier -> known(earlier, name)).orElse(""),
              before.map(earlier -> value(earlier, name, MEDIAN)).orElse(""),
              before.map(earlier -> value(earlier, name, HIGH)).orElse("")));
    }
    return rows;
  }

  private static String known(ModelFacts facts, String name) {
    ModelFacts.Spread spread = facts.features().get(name);
    return spread == null ? "–" : Numbers.percent(spread.known(), facts.model().accounts());
  }

  private static String value(ModelFacts facts, String name, double share) {
    ModelFacts.Spread spread = facts.features().get(name);
    OptionalDouble value = spread == null ? OptionalDouble.empty() : spread.quantile(share);
    return value.isPresent() ? Numbers.plain(value.getAsDouble()) : "–";
  }
}
