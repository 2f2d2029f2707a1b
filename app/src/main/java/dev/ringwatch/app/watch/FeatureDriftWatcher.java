package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.postgres.results.FeatureSpreads.Spread;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says how far the features of accounts are from what they were when the model was learned, by the
 * one that has moved most: {@link IncidentPolicy#LIMIT} at a population stability index of a
 * quarter, which custom calls a change, and what chance alone gives. Used by one thread.
 */
final class FeatureDriftWatcher {

  private static final double WORST = 100;

  /** Accounts that did nothing for longer have the features of then. */
  private static final Duration KNOWN = Duration.ofDays(30);

  /** So many features are named. */
  private static final int NAMED = 3;

  private final FeatureSpreads spreads;
  private final RiskConfig bands;
  private final Pause pause;

  FeatureDriftWatcher(FeatureSpreads spreads, RiskConfig bands, LongSupplier nanoClock) {
    this.spreads = spreads;
    this.bands = bands;
    this.pause = new Pause(nanoClock);
  }

  private record Moved(String feature, Drift drift) {}

  /**
   * Looks if it is time to.
   *
   * @param closed the last closed tick
   * @return empty if it is not, or too little is known
   */
  Optional<Evidence> look(Tick closed) throws SQLException {
    if (!pause.isOver()) {
      return Optional.empty();
    }
    List<Moved> moved = new ArrayList<>();
    for (Map.Entry<String, Spread> one : spreads.look(closed.start().minus(KNOWN)).entrySet()) {
      Drift.of(one.getValue().then(), one.getValue().now())
          .ifPresent(drift -> moved.add(new Moved(one.getKey(), drift)));
    }
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    pause.found();
    moved.sort(Comparator.comparingDouble((Moved one) -> one.drift().share()).reversed());
    return Optional.of(evidence(moved, closed));
  }

  private Evidence evidence(List<Moved> moved, Tick closed) {
    double score = Math.min(WORST, IncidentPolicy.LIMIT * moved.getFirst().drift().share());
    List<Reason> reasons = new ArrayList<>();
    for (Moved one : moved.subList(0, Math.min(NAMED, moved.size()))) {
      // The first makes the score; the others stand beside it.
      double points = reasons.isEmpty() ? score : 0;
      reasons.add(new Reason(one.feature(), points, sentence(one)));
    }
    return new Evidence(
        IncidentKind.DRIFT,
        "features",
        closed,
        false,
        score,
        bands.band(score),
        false,
        reasons,
        List.of());
  }

  private static String sentence(Moved moved) {
    return String.format(
        Locale.ROOT,
        "%s is spread otherwise than when the model was learned: stability index %.3f, the limit is"
            + " %.3f",
        moved.feature().replace('_', ' '),
        moved.drift().index(),
        moved.drift().limit());
  }
}
