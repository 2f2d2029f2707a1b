package dev.ringwatch.app.pattern;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.threshold.ThresholdDrift;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * The threshold of accounts over the last 30 days.
 *
 * @param chart the line
 * @param rows what was worked out in that time, the newest first
 */
record DriftPanel(Content chart, List<Row> rows) {

  /**
   * What was worked out.
   *
   * @param at when
   * @param threshold the score; {@code none} if there is none
   * @param state what became of it
   * @param reason why
   * @param href its page
   */
  record Row(Moment at, String threshold, String state, String reason, String href) {}

  /**
   * The panel.
   *
   * @param kept at least one, the newest first
   */
  static DriftPanel of(List<KeptThreshold> kept, Instant now) {
    Instant from = now.minus(PatternReader.DRIFT);
    return new DriftPanel(
        ThresholdDrift.line(kept, from, now).draw(),
        kept.stream()
            .filter(one -> !one.proposed().at().isBefore(from))
            .map(one -> row(one, now))
            .toList());
  }

  private static Row row(KeptThreshold kept, Instant now) {
    Double threshold = kept.threshold();
    return new Row(
        Moment.of(kept.proposed().at(), now),
        threshold == null ? "none" : Numbers.score(threshold),
        ThresholdDrift.state(kept),
        Shown.line(kept.reason()),
        "/calibration/" + kept.id());
  }
}
