package dev.ringwatch.bench;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The accounts of a log whose label is known, with the scores that no label had a part in.
 *
 * @param name of the log
 * @param model that scored them
 * @param accounts the labelled ones, in the order of their ids
 */
record LearningSet(String name, AnomalyModel model, List<Known> accounts) {

  LearningSet {
    accounts = List.copyOf(accounts);
  }

  /**
   * An account with its label.
   *
   * @param scored as the detector sees it
   * @param unit its ring, or itself
   * @param abusive its label
   */
  record Known(ScoredAccount scored, String unit, boolean abusive) {}

  /** Of an answer, the accounts that a truth knows. */
  static LearningSet of(
      String name, Answer answer, Function<AccountId, Optional<Boolean>> abusive) {
    Map<AccountId, AccountFinal> finals = new HashMap<>();
    answer.finals().accounts().forEach(it -> finals.put(it.account(), it));
    List<Known> known = new ArrayList<>();
    for (FeatureVector vector : answer.vectors()) {
      AccountFinal scored =
          Objects.requireNonNull(finals.get(vector.account()), "every account has a score");
      abusive
          .apply(vector.account())
          .ifPresent(it ->
              known.add(
                  new Known(
                      new ScoredAccount(vector, scored.risk().score(), scored.ring()),
                      scored.ringId() == null ? vector.account().value() : scored.ringId(),
                      it)));
    }
    return new LearningSet(name, answer.model(), known);
  }

  long abusive() {
    return accounts.stream().filter(Known::abusive).count();
  }
}
