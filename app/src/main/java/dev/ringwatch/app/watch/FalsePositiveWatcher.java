package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.threshold.LiveFalsePositives;
import dev.ringwatch.app.threshold.LiveFalsePositives.Live;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says whether the bound on false positives is broken by what people found since the threshold
 * holds, by an exact binomial test. It is asked again and again of more and more accounts, so that
 * chance has many turns: the level is a thousandth, at which the score is {@link
 * IncidentPolicy#LIMIT}. Used by one thread.
 */
final class FalsePositiveWatcher {

  private static final double LEVEL = 0.001;
  private static final double WORST = 100;

  private final LiveFalsePositives live;
  private final RiskConfig bands;
  private final InstantSource clock;
  private final Pause pause;

  FalsePositiveWatcher(
      LiveFalsePositives live, RiskConfig bands, InstantSource clock, LongSupplier nanoClock) {
    this.live = live;
    this.bands = bands;
    this.clock = clock;
    this.pause = new Pause(nanoClock);
  }

  /**
   * Looks if it is time to.
   *
   * @param closed the last closed tick
   * @return empty if it is not
   */
  Optional<Evidence> look(Tick closed) throws SQLException {
    if (!pause.isOver()) {
      return Optional.empty();
    }
    Live seen = live.look(clock.instant());
    pause.found();
    return Optional.of(evidence(seen, closed));
  }

  private Evidence evidence(Live seen, Tick closed) {
    FalsePositiveCheck check = seen.check();
    double score = score(check.pValue());
    String sentence =
        Numbers.count(check.flagged())
            + " of "
            + Numbers.count(check.benign(), "benign account")
            + " of the random sample since "
            + Numbers.minute(seen.since()).substring(0, 10)
            + " were flagged from "
            + Numbers.score(seen.threshold())
            + " on; if the true share were "
            + Numbers.percent(check.maxRate())
            + ", so many would be seen with a probability of "
            + Numbers.plain(check.pValue());
    return new Evidence(
        IncidentKind.DRIFT,
        "false positives",
        closed,
        false,
        score,
        bands.band(score),
        false,
        List.of(new Reason("false_positives", score, sentence)),
        List.of());
  }

  /** In steps of powers of ten: half as long a way to the limit is half the score. */
  static double score(double pValue) {
    double steps = Math.log(Math.max(pValue, Double.MIN_NORMAL)) / Math.log(LEVEL);
    return Math.clamp(IncidentPolicy.LIMIT * steps, 0, WORST);
  }
}
