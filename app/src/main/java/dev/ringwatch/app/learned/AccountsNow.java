package dev.ringwatch.app.learned;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.RingInForce;
import dev.ringwatch.risk.RiskBlend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts as they are now, with the scores that verdicts have no part in.
 *
 * @param model that scores them
 * @param accounts a random sample of them, or all if they are few
 */
record AccountsNow(AnomalyModel model, List<ScoredAccount> accounts) {

  /** As many as say within a hundredth how they are spread; detection stands still for a moment. */
  private static final int MOST = 5_000;

  private static final long SEED = 19;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Seen(AnomalyModel model, List<FeatureVector> vectors, List<RingInForce> rings) {}

  /**
   * Asks detection.
   *
   * @return empty while there is no model or no account
   * @throws dev.ringwatch.app.detection.NotLiveException if detection does not answer
   */
  static Optional<AccountsNow> of(Detection detection, RiskBlend blend) {
    return Detection.await(detection.ask(AccountsNow::seen), PATIENCE)
        .filter(seen -> !seen.vectors.isEmpty())
        .map(seen -> new AccountsNow(seen.model, scored(seen, blend)));
  }

  private static Optional<Seen> seen(EmbeddedDriver driver) {
    return driver
        .model()
        .map(model -> new Seen(model, driver.sampleVectors(MOST, SEED), driver.ringsInForce()));
  }

  private static List<ScoredAccount> scored(Seen seen, RiskBlend blend) {
    Map<AccountId, Double> rings = new HashMap<>();
    for (RingInForce ring : seen.rings) {
      ring.members().forEach(member -> rings.merge(member, ring.score(), Math::max));
    }
    double[] anomalies = seen.model.scores(seen.vectors);
    List<ScoredAccount> scored = new ArrayList<>(anomalies.length);
    for (int i = 0; i < anomalies.length; i++) {
      FeatureVector vector = seen.vectors.get(i);
      double ring = rings.getOrDefault(vector.account(), 0.0);
      scored.add(new ScoredAccount(vector, blend.score(anomalies[i], ring, List.of()), ring));
    }
    return scored;
  }
}
