package dev.ringwatch.app.models;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.models.ModelDrift.Moved;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Remembered;
import dev.ringwatch.app.watch.Drift;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.postgres.results.ScoreSpread;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads how far accounts are from what they were when the model in force was learned, as the
 * watchers for drift do; at most once a minute. Safe for threads.
 */
@Component
final class DriftReader {

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** Accounts that did nothing for longer have the features of then. */
  private static final Duration KNOWN = Duration.ofDays(30);

  private final ModelSources sources;
  private final Detection detection;
  private final Clock clock;
  private final Remembered<Moves> moves;

  DriftReader(ModelSources sources, Detection detection, Clock clock) {
    this.sources = sources;
    this.detection = detection;
    this.clock = clock;
    this.moves = new Remembered<>(this::look, KEPT, clock);
  }

  /**
   * How far they moved.
   *
   * @param scores how far anomaly scores did, by the id of the model; empty if too little is known
   * @param features how far features did, the most first
   */
  record Moves(Optional<Moved> scores, List<Moved> features) {}

  private Moves look() throws SQLException {
    Instant now = detection.status().closed().map(Tick::start).orElseGet(clock::instant);
    Instant active = now.minus(KNOWN);
    List<Moved> features = new ArrayList<>();
    for (Map.Entry<String, FeatureSpreads.Spread> one :
        sources.features().look(active).entrySet()) {
      Drift.of(one.getValue().then(), one.getValue().now())
          .ifPresent(drift -> features.add(new Moved(one.getKey(), drift)));
    }
    features.sort(Comparator.comparingDouble((Moved one) -> one.drift().share()).reversed());
    return new Moves(scores(active), features);
  }

  private Optional<Moved> scores(Instant active) throws SQLException {
    Optional<ScoreSpread.Spread> spread = sources.scores().look(active);
    return spread.flatMap(
        found -> Drift.of(found.then(), found.now()).map(drift -> new Moved(found.model(), drift)));
  }

  /** The features, those that moved most first. */
  List<Moved> features() throws SQLException, InterruptedException {
    return moves.get().what().features();
  }

  /** The figures as they are shown. */
  ModelDrift.Figures figures() throws SQLException, InterruptedException {
    Remembered.Read<Moves> read = moves.get();
    return new ModelDrift.Figures(
        ModelDrift.scores(read.what().scores()),
        read.what().features().stream().map(ModelDrift::row).toList(),
        Moment.of(read.at(), clock.instant()));
  }
}
