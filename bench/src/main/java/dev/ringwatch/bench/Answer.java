package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the embedded driver says of a log that is in the order of time.
 *
 * @param vectors the accounts' features
 * @param model trained on them
 * @param finals their scores, and the rings
 */
record Answer(List<FeatureVector> vectors, AnomalyModel model, Finals finals) {

  Answer {
    vectors = List.copyOf(vectors);
  }

  /** Runs a log through a driver of its own, with the default rings. */
  static Answer to(Consumer<Consumer<Event>> log) {
    return to(log, RingConfig.ofDefaults());
  }

  /** Runs a log through a driver of its own. */
  static Answer to(Consumer<Consumer<Event>> log, RingConfig rings) {
    PipelineConfig defaults = PipelineConfig.ofDefaults();
    EmbeddedDriver driver =
        new EmbeddedDriver(
            defaults
                .withLateness(Duration.ZERO)
                .withProfiles(defaults.profiles().withHorizonDays(1_000_000))
                .withRings(rings),
            1,
            1);
    log.accept(event -> driver.accept(0, event));
    driver.closeAllTicks();
    List<FeatureVector> vectors = driver.vectors();
    AnomalyModel model = AnomalyModel.train(vectors, AnomalyConfig.ofDefaults());
    return new Answer(vectors, model, driver.finals(vectors, model));
  }

  /** How well a score ranks the accounts that a truth knows. */
  static Optional<RankingQuality> quality(
      Finals finals,
      ToDoubleFunction<AccountFinal> score,
      Function<AccountId, Optional<Boolean>> abusive) {
    List<AccountFinal> known =
        finals.accounts().stream()
            .filter(account -> abusive.apply(account.account()).isPresent())
            .toList();
    double[] scores = known.stream().mapToDouble(score).toArray();
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = abusive.apply(known.get(i).account()).orElseThrow();
    }
    return RankingQuality.of(scores, labels);
  }
}
