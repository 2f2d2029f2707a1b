package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.ScoreSpread;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says how far the anomaly scores of accounts are from what they were when the model was learned:
 * {@link IncidentPolicy#LIMIT} at a population stability index of a quarter, which custom calls a
 * change, and what chance alone gives. Used by one thread.
 */
final class DriftWatcher {

  private static final double WORST = 100;

  /** Accounts that did nothing for longer keep the score of a model before. */
  private static final Duration KNOWN = Duration.ofDays(30);

  /** After a new model all scores are made again; before most are, those that are say little. */
  private static final double MOST = 0.8;

  private final ScoreSpread scores;
  private final RiskConfig bands;
  private final Pause pause;

  DriftWatcher(ScoreSpread scores, RiskConfig bands, LongSupplier nanoClock) {
    this.scores = scores;
    this.bands = bands;
    this.pause = new Pause(nanoClock);
  }

  /**
   * Looks if it is time to.
   *
   * @param closed the last closed tick
   * @return empty if it is not, or too little is scored
   */
  Optional<Evidence> look(Tick closed) throws SQLException {
    if (!pause.isOver()) {
      return Optional.empty();
    }
    Optional<ScoreSpread.Spread> spread =
        scores.look(closed.start().minus(KNOWN)).filter(DriftWatcher::isEnough);
    Optional<Drift> drift = spread.flatMap(found -> Drift.of(found.then(), found.now()));
    if (drift.isEmpty()) {
      return Optional.empty();
    }
    pause.found();
    return Optional.of(evidence(spread.get(), drift.get(), closed));
  }

  private static boolean isEnough(ScoreSpread.Spread spread) {
    long now = spread.now().stream().mapToLong(Long::longValue).sum();
    return now >= MOST * (now + spread.others());
  }

  private Evidence evidence(ScoreSpread.Spread spread, Drift drift, Tick closed) {
    double score = Math.min(WORST, IncidentPolicy.LIMIT * drift.share());
    String sentence =
        String.format(
            Locale.ROOT,
            "anomaly scores of %d accounts are spread otherwise than when model %s was learned:"
                + " stability index %.3f, the limit is %.3f",
            drift.now(),
            spread.model(),
            drift.index(),
            drift.limit());
    return new Evidence(
        IncidentKind.DRIFT,
        "scores",
        closed,
        false,
        score,
        bands.band(score),
        false,
        List.of(new Reason("drift", score, sentence)),
        List.of());
  }
}
