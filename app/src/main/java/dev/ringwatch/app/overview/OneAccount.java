package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.LiveScore;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One account as it is shown.
 *
 * @param frame what stands around it
 * @param id its id as it is shown
 * @param pill its risk; empty while there is no model
 * @param about what the score is of, in a sentence
 * @param events how many events stand behind it
 * @param last when it did something last
 * @param reasons why, the largest part first
 * @param total what they sum to
 * @param features what it was judged by
 */
record OneAccount(
    Frame frame,
    String id,
    Optional<Pill> pill,
    String about,
    String events,
    Moment last,
    List<Part> reasons,
    String total,
    List<Value> features) {

  /**
   * A reason.
   *
   * @param points what it adds, with its sign
   * @param bar the same as a bar
   * @param sentence it in words
   */
  record Part(String points, Content bar, String sentence) {}

  /**
   * A feature.
   *
   * @param name what it is called
   * @param value its value
   */
  record Value(String name, String value) {}

  /**
   * There is no such account.
   *
   * @param id its id as it is shown
   */
  record Nobody(Frame frame, String id) {

    static Nobody of(Frame frame, String id) {
      return new Nobody(frame, Shown.name(id));
    }
  }

  static OneAccount of(Frame frame, LiveScore live, Instant now) {
    FeatureVector vector = live.vector();
    return new OneAccount(
        frame,
        Shown.line(vector.account().value()),
        live.score().map(score -> Pill.of(score.risk().score(), score.risk().band().label())),
        about(live),
        Numbers.count(vector.events()),
        Moment.of(live.lastEvent(), now),
        live.score().map(score -> parts(score.risk().reasons())).orElse(List.of()),
        live.score().map(score -> Numbers.score(score.risk().score())).orElse(""),
        features(vector));
  }

  /** The word that the HTTP interface has for it. */
  static String status(LiveScore live) {
    return live.score().isEmpty() ? "learning" : live.provisional() ? "provisional" : "final";
  }

  private static String about(LiveScore live) {
    String minute = Numbers.minute(live.tick().start()) + " UTC";
    if (live.score().isEmpty()) {
      return "No score yet: it takes a model of what is usual, which is still being learned.";
    }
    return live.provisional()
        ? "Provisional: events of minutes that are still open are counted in, up to " + minute + "."
        : "Final as of the closed minute " + minute + ".";
  }

  private static List<Part> parts(List<Reason> reasons) {
    double longest =
        reasons.stream().mapToDouble(reason -> Math.abs(reason.points())).reduce(1, Math::max);
    return reasons.stream()
        .map(reason ->
            new Part(
                Numbers.points(reason.points()),
                Bar.ofPoints(reason.points(), longest),
                Shown.line(reason.sentence())))
        .toList();
  }

  private static List<Value> features(FeatureVector vector) {
    List<Value> values = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      double value = vector.value(feature);
      values.add(
          new Value(
              feature.label().replace('_', ' '), Double.isNaN(value) ? "–" : Numbers.plain(value)));
    }
    return List.copyOf(values);
  }
}
