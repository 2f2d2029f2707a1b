package dev.ringwatch.app.models;

import dev.ringwatch.app.model.Contributions;
import dev.ringwatch.app.model.Contributions.Points;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import gg.jte.Content;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What each feature adds to anomaly scores, the most first.
 *
 * @param accounts of how many accounts the means are
 * @param worst of how many of the hundredth that scores most
 * @param rows the features
 */
record Importance(String accounts, String worst, List<Row> rows) {

  private static final Points NOTHING = new Points(0, 0);

  /**
   * A feature.
   *
   * @param name what it is called
   * @param z mean points of the z-scores, of all accounts
   * @param forest mean points of the forest, of all accounts
   * @param worstZ mean points of the z-scores, of the worst
   * @param worstForest mean points of the forest, of the worst
   * @param bar the points of the worst together
   */
  record Row(
      String name, String z, String forest, String worstZ, String worstForest, Content bar) {}

  static Importance of(Contributions contributions) {
    Set<String> names = new LinkedHashSet<>(contributions.worst().points().keySet());
    names.addAll(contributions.all().points().keySet());
    double longest =
        names.stream()
            .mapToDouble(name -> Math.abs(worst(contributions, name)))
            .reduce(1, Math::max);
    return new Importance(
        Numbers.count(contributions.all().accounts(), "account"),
        Numbers.count(contributions.worst().accounts(), "account"),
        names.stream()
            .sorted(
                Comparator.comparingDouble((String name) -> -worst(contributions, name))
                    .thenComparing(name -> name))
            .map(name -> row(contributions, name, longest))
            .toList());
  }

  private static double worst(Contributions contributions, String name) {
    Points points = contributions.worst().points().getOrDefault(name, NOTHING);
    return points.z() + points.forest();
  }

  private static Row row(Contributions contributions, String name, double longest) {
    Points all = contributions.all().points().getOrDefault(name, NOTHING);
    Points worst = contributions.worst().points().getOrDefault(name, NOTHING);
    return new Row(
        words(name),
        points(all.z()),
        points(all.forest()),
        points(worst.z()),
        points(worst.forest()),
        Bar.ofPoints(worst.z() + worst.forest(), longest));
  }

  /** Two digits: means over accounts most of which are ordinary are small. */
  private static String points(double value) {
    String text = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return text.equals("0.00") ? "0" : (value < 0 ? "−" : "+") + text;
  }

  private static String words(String name) {
    return name.equals(Contributions.OTHER) ? "all else taken together" : name.replace('_', ' ');
  }
}
