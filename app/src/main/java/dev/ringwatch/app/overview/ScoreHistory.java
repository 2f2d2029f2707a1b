package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ScoreLine;
import dev.ringwatch.app.report.chart.ThresholdLine;
import dev.ringwatch.postgres.results.PastScore;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an account came to its score.
 *
 * @param line the score over time with the threshold that held; empty while there is no score
 * @param rows the same as a table, the newest first
 * @param words what there is to know of it
 */
record ScoreHistory(Optional<Content> line, List<Row> rows, String words) {

  /** As many as are read. */
  static final int SCORES = 200;

  private static final Duration SHORTEST_AXIS = Duration.ofHours(1);

  /**
   * A score that was kept.
   *
   * @param at the closed minute that it is of
   * @param risk the risk score
   * @param anomaly how unusual its own behaviour was
   * @param ring the score of its ring
   * @param model the model that it was made under; empty if that is not known
   */
  record Row(Moment at, String risk, String anomaly, String ring, String model) {

    static Row of(PastScore score, Instant now) {
      String model = score.modelId();
      return new Row(
          Moment.of(score.scoredAt(), now),
          Numbers.score(score.risk()),
          Numbers.score(score.anomaly()),
          Numbers.score(score.ring()),
          model == null ? "" : model.substring(0, Math.min(8, model.length())));
    }
  }

  /**
   * Of what was kept.
   *
   * @param newestFirst the scores, the newest first
   * @param thresholds what held from when on, the earliest first
   */
  static ScoreHistory of(
      List<PastScore> newestFirst, List<ThresholdLine.Point> thresholds, Instant now) {
    if (newestFirst.isEmpty()) {
      return new ScoreHistory(Optional.empty(), List.of(), "");
    }
    List<ThresholdLine.Point> points =
        newestFirst.reversed().stream()
            .map(one -> new ThresholdLine.Point(one.scoredAt(), one.risk()))
            .toList();
    Instant last = points.getLast().at();
    Instant to = last.isAfter(now) ? last : now;
    Instant latest = to.minus(SHORTEST_AXIS);
    Instant first = points.getFirst().at();
    Instant from = first.isBefore(latest) ? first : latest;
    return new ScoreHistory(
        Optional.of(new ScoreLine(from, to, points, thresholds).draw()),
        newestFirst.stream().map(one -> Row.of(one, now)).toList(),
        words(newestFirst.size()));
  }

  private static String words(int scores) {
    String kept =
        "A dot for each time that it moved by a point or into another band; the dashed line is the"
            + " score from which incidents are opened.";
    return scores == SCORES ? kept + " The newest " + SCORES + " are shown." : kept;
  }
}
