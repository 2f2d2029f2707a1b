package dev.ringwatch.app.analyze;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.risk.RiskBlend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The accounts of a run with what they did and their scores, which no label had a part in. */
public final class ScoredRun {

  private final AnomalyModel model;
  private final Finals finals;
  private final RiskBlend risk;
  private final Map<AccountId, FeatureVector> vectors = new HashMap<>();

  /**
   * A run.
   *
   * @param vectors of all accounts in {@code finals}
   * @param model that scored them
   */
  public ScoredRun(List<FeatureVector> vectors, AnomalyModel model, Finals finals, RiskBlend risk) {
    this.model = model;
    this.finals = finals;
    this.risk = risk;
    vectors.forEach(vector -> this.vectors.put(vector.account(), vector));
  }

  AnomalyModel model() {
    return model;
  }

  Finals finals() {
    return finals;
  }

  void forEach(BiConsumer<AccountFinal, ScoredAccount> action) {
    for (AccountFinal account : finals.accounts()) {
      action.accept(account, scored(account));
    }
  }

  private ScoredAccount scored(AccountFinal account) {
    FeatureVector vector = vectors.get(account.account());
    if (vector == null) {
      throw new IllegalStateException(
          "account " + account.account() + " has scores and no features; please report this");
    }
    return new ScoredAccount(vector, account.risk().score(), account.ring());
  }

  List<ScoredAccount> scored() {
    return finals.accounts().stream().map(this::scored).toList();
  }

  /** What verdicts add to each account. */
  double[] adjustments(LearnedBlend blend) {
    return finals.accounts().stream()
        .mapToDouble(account -> blend.adjustment(scored(account)))
        .toArray();
  }

  /** The same with adjusted risk scores and their reasons; rings stay what they are. */
  Finals adjusted(LearnedBlend blend) {
    List<AccountFinal> accounts = new ArrayList<>(finals.accounts().size());
    forEach((account, scored) ->
        accounts.add(
            new AccountFinal(
                blend.explain(account.risk(), scored, risk),
                account.anomaly(),
                account.ringId(),
                account.ring(),
                account.events())));
    return new Finals(finals.tick(), accounts, finals.rings());
  }
}
