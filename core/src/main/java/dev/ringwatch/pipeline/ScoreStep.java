package dev.ringwatch.pipeline;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.risk.Part;
import dev.ringwatch.risk.RiskBlend;
import dev.ringwatch.risk.RiskScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By account, without state: makes the account's scores of its features, the model in force, its
 * ring and what hunts found. Immutable; safe for threads.
 */
public final class ScoreStep {

  /** Reasons that hunts give are called this and the hunt's name. */
  public static final String HUNT = "hunt_";

  private final RiskBlend blend;
  private final double explainFrom;

  /** The step under a configuration. */
  public ScoreStep(PipelineConfig config) {
    blend = new RiskBlend(config.risk());
    explainFrom = config.explainFrom();
  }

  /** How unusual an account is by itself, 0 to 100: what {@link #score} and the rings are told. */
  public double anomaly(FeatureVector vector, AnomalyModel model) {
    return model.scores(List.of(vector))[0];
  }

  /**
   * The scores, with reasons.
   *
   * @param anomaly what the model says of the features
   * @param membership the ring the account is in; null for none
   * @param findings what hunts tell it that found it, each hunt once
   */
  public AccountFinal score(
      FeatureVector vector,
      double anomaly,
      AnomalyModel model,
      @Nullable Membership membership,
      List<HuntFinding> findings) {
    double ringScore = membership == null ? 0 : membership.score();
    List<Reason> found = findings.stream().map(ScoreStep::reason).toList();
    boolean inDetail = blend.score(anomaly, ringScore, found) >= explainFrom;
    List<Reason> anomalyReasons =
        inDetail
            ? model.explain(vector).reasons()
            : List.of(new Reason("behaviour", anomaly, "a little unusual in its own behaviour"));
    RiskScore risk =
        blend.explain(
            vector.account(),
            new Part(anomaly, anomalyReasons),
            new Part(ringScore, ringReasons(membership)),
            found);
    String ringId = membership == null ? null : membership.ringId();
    return new AccountFinal(risk, anomaly, ringId, ringScore, vector.events());
  }

  /** The scores of many accounts, each with its ring and what hunts found. */
  public List<AccountFinal> scores(List<AccountState> accounts, AnomalyModel model) {
    double[] anomalies = model.scores(accounts.stream().map(AccountState::vector).toList());
    List<AccountFinal> scores = new ArrayList<>(accounts.size());
    for (int i = 0; i < anomalies.length; i++) {
      AccountState account = accounts.get(i);
      Membership membership = account.membership().orElse(null);
      scores.add(score(account.vector(), anomalies[i], model, membership, account.findings()));
    }
    return scores;
  }

  private static Reason reason(HuntFinding finding) {
    return new Reason(
        HUNT + finding.hunt(), finding.points(), "the hunt " + finding.hunt() + " found it");
  }

  private static List<Reason> ringReasons(@Nullable Membership membership) {
    if (membership == null) {
      return List.of();
    }
    String accounts = membership.others() == 1 ? " other account" : " other accounts";
    String sentence =
        "works together with " + membership.others() + accounts + " in " + membership.ringId();
    return List.of(new Reason("ring", membership.score(), sentence));
  }
}
