package dev.ringwatch.app.learned;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.ScoredAccount;
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

  private record Seen(AnomalyModel model, Knowledge.Sample sample) {}

  /**
   * Asks detection.
   *
   * @return empty while there is no model or no account
   * @throws dev.ringwatch.app.detection.NotLiveException if detection does not answer
   */
  static Optional<AccountsNow> of(Detection detection, RiskBlend blend) {
    return Detection.await(detection.know(AccountsNow::seen), PATIENCE)
        .filter(seen -> !seen.sample.vectors().isEmpty())
        .map(seen -> new AccountsNow(seen.model, scored(seen, blend)));
  }

  private static Optional<Seen> seen(Knowledge known) {
    return known.model().map(model -> new Seen(model, known.sample(MOST, SEED)));
  }

  private static List<ScoredAccount> scored(Seen seen, RiskBlend blend) {
    Map<AccountId, Double> rings = new HashMap<>();
    for (RingInForce ring : seen.sample.rings()) {
      ring.members().forEach(member -> rings.merge(member, ring.score(), Math::max));
    }
    double[] anomalies = seen.model.scores(seen.sample.vectors());
    List<ScoredAccount> scored = new ArrayList<>(anomalies.length);
    for (int i = 0; i < anomalies.length; i++) {
      FeatureVector vector = seen.sample.vectors().get(i);
      double ring = rings.getOrDefault(vector.account(), 0.0);
      scored.add(new ScoredAccount(vector, blend.score(anomalies[i], ring, List.of()), ring));
    }
    return scored;
  }
}
