package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Scores all accounts and finds the rings at a closed tick, on all processors. */
final class FinalScores {

  private final PipelineConfig config;
  private final ScoreStep scoring;
  private final DriverState state;

  FinalScores(PipelineConfig config, DriverState state) {
    this.config = config;
    this.scoring = new ScoreStep(config);
    this.state = state;
  }

  /**
   * The scores under a model and what verdicts taught.
   *
   * @param vectors every account, in the order of ids, which is that of the graph
   */
  Finals of(Tick tick, List<FeatureVector> vectors, ScoringModel model) {
    CompletableFuture<LinkGraph> graph = CompletableFuture.supplyAsync(this::graph);
    double[] anomalies = model.anomaly().scores(vectors);
    RingFindings rings = RingDetector.detect(graph.join(), anomalies, config.rings());
    return new Finals(
        tick, blend(vectors, anomalies, model, rings, UnaryOperator.identity()), rings);
  }

  /**
   * The same with rings that are known.
   *
   * @param counted makes of all that hunts tell an account what counts
   */
  Finals of(
      Tick tick,
      List<FeatureVector> vectors,
      ScoringModel model,
      RingFindings rings,
      UnaryOperator<List<HuntFinding>> counted) {
    return new Finals(
        tick, blend(vectors, model.anomaly().scores(vectors), model, rings, counted), rings);
  }

  private LinkGraph graph() {
    return state.graphTables().graph(config.rings());
  }

  private List<AccountFinal> blend(
      List<FeatureVector> vectors,
      double[] anomalies,
      ScoringModel model,
      RingFindings rings,
      UnaryOperator<List<HuntFinding>> counted) {
    Map<AccountId, Membership> memberships = new HashMap<>();
    rings.ringByAccount().forEach((account, ring) -> memberships.put(account, Membership.of(ring)));
    return IntStream.range(0, vectors.size())
        .parallel()
        .mapToObj(i -> {
          FeatureVector vector = vectors.get(i);
          Membership membership = memberships.get(vector.account());
          List<HuntFinding> findings = counted.apply(state.findings.of(vector.account()));
          return scoring.score(vector, anomalies[i], model, membership, findings);
        })
        .toList();
  }
}
