package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.threshold.ThresholdDrift;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A threshold in a line.
 *
 * @param id its number
 * @param href its page
 * @param kind of which incidents
 * @param threshold the score, and what held before
 * @param state what became of it, in words
 * @param waits whether it waits to be decided
 * @param reason why
 * @param who who proposed it, and who decided
 * @param at when it was proposed
 */
record ThresholdRow(
    long id,
    String href,
    String kind,
    String threshold,
    String state,
    boolean waits,
    String reason,
    String who,
    Moment at) {

  static ThresholdRow of(KeptThreshold kept, UnaryOperator<String> names, Instant now) {
    String before = Numbers.score(kept.previous());
    Double threshold = kept.threshold();
    boolean isChange =
        kept.state() != ThresholdState.UNCHANGED && kept.state() != ThresholdState.REFUSED;
    return new ThresholdRow(
        kept.id(),
        "/calibration/" + kept.id(),
        kept.kind().label(),
        threshold == null
            ? "none"
            : isChange ? before + " → " + Numbers.score(threshold) : Numbers.score(threshold),
        ThresholdDrift.state(kept),
        kept.state() == ThresholdState.PROPOSED,
        Shown.line(kept.reason()),
        who(kept, names),
        Moment.of(kept.proposed().at(), now));
  }

  private static String who(KeptThreshold kept, UnaryOperator<String> names) {
    String proposed = names.apply(kept.proposed().by());
    KeptThreshold.Decision decision = kept.decision();
    return decision == null ? proposed : proposed + ", then " + names.apply(decision.act().by());
  }
}
