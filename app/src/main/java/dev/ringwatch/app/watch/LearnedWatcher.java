package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says for a day that what verdicts taught was given up by itself, and why: scores are what they
 * are without, and somebody may want to look. Used by one thread.
 */
final class LearnedWatcher {

  private static final Duration SAID_FOR = Duration.ofDays(1);
  private static final double WORST = 100;

  private final LearnedBlends blends;
  private final RiskConfig bands;
  private final InstantSource clock;
  private final Pause pause;

  LearnedWatcher(
      LearnedBlends blends, RiskConfig bands, InstantSource clock, LongSupplier nanoClock) {
    this.blends = blends;
    this.bands = bands;
    this.clock = clock;
    this.pause = new Pause(nanoClock);
  }

  /**
   * Looks if it is time to.
   *
   * @param closed the last closed tick
   * @return empty if it is not, and where nothing was ever given up by itself
   */
  Optional<Evidence> look(Tick closed) throws SQLException {
    return pause.isOver()
        ? blends.lastEndedBy(Who.system().actor().toString()).map(ended -> evidence(ended, closed))
        : Optional.empty();
  }

  private Evidence evidence(KeptBlend ended, Tick closed) {
    KeptBlend.Decision end = ended.end();
    Instant until = clock.instant().minus(SAID_FOR);
    double score = end != null && end.act().at().isAfter(until) ? WORST : 0;
    String why = end == null ? "" : end.reason();
    String sentence = "what verdicts taught (number " + ended.id() + ") was given up: " + why;
    return new Evidence(
        IncidentKind.DRIFT,
        "what verdicts taught",
        closed,
        false,
        score,
        bands.band(score),
        false,
        List.of(new Reason("learned_given_up", score, sentence)),
        List.of());
  }
}
