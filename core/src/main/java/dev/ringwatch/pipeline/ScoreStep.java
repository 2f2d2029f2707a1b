package dev.ringwatch.pipeline;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.risk.Part;
import dev.ringwatch.risk.RiskBlend;
import dev.ringwatch.risk.RiskScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By account, without state: makes the account's scores of its features, the model in force and
 * what verdicts taught, its ring and what hunts found. Immutable; safe for threads.
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
   * The scores, with reasons: of behaviour and ring, adjusted by what verdicts taught where that
   * holds, and on top of that the points of hunts.
   *
   * @param anomaly what the model says of the features
   * @param membership the ring the account is in; null for none
   * @param findings what hunts tell it that found it, each hunt once
   */
  public AccountFinal score(
      FeatureVector vector,
      double anomaly,
      ScoringModel model,
      @Nullable Membership membership,
      List<HuntFinding> findings) {
    Part ring = new Part(membership == null ? 0 : membership.score(), ringReasons(membership));
    List<Reason> found = findings.stream().map(ScoreStep::reason).toList();
    RiskScore risk =
        model.learned().isEmpty()
            ? alone(vector, anomaly, model, ring, found)
            : adjusted(vector, anomaly, model, ring, found);
    String ringId = membership == null ? null : membership.ringId();
    return new AccountFinal(risk, anomaly, ringId, ring.score(), vector.events());
  }

  private RiskScore alone(
      FeatureVector vector, double anomaly, ScoringModel model, Part ring, List<Reason> found) {
    boolean inDetail = blend.score(anomaly, ring.score(), found) >= explainFrom;
    Part behaviour = behaviour(vector, anomaly, model, inDetail);
    return blend.explain(vector.account(), behaviour, ring, found);
  }

  /** What hunts add was decided by people, so that verdicts are not asked about it. */
  private RiskScore adjusted(
      FeatureVector vector, double anomaly, ScoringModel model, Part ring, List<Reason> found) {
    LearnedBlend learned = model.learned().orElseThrow();
    double risk = blend.score(anomaly, ring.score(), List.of());
    ScoredAccount account = new ScoredAccount(vector, risk, ring.score());
    boolean inDetail = blend.raised(learned.score(account), found) >= explainFrom;
    Part behaviour = behaviour(vector, anomaly, model, inDetail);
    RiskScore before = blend.explain(vector.account(), behaviour, ring, List.of());
    return blend.raised(learned.explain(before, account, blend), found);
  }

  private static Part behaviour(
      FeatureVector vector, double anomaly, ScoringModel model, boolean inDetail) {
    List<Reason> reasons =
        inDetail
            ? model.anomaly().explain(vector).reasons()
            : List.of(new Reason("behaviour", anomaly, "a little unusual in its own behaviour"));
    return new Part(anomaly, reasons);
  }

  /** The scores of many accounts, each with its ring and what hunts found. */
  public List<AccountFinal> scores(List<AccountState> accounts, ScoringModel model) {
    double[] anomalies =
        model.anomaly().scores(accounts.stream().map(AccountState::vector).toList());
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
