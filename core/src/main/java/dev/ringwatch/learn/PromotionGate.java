package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether what verdicts teach may move scores. Verdicts are put in the order of time and
 * cut into {@value #BLOCKS} blocks; each block but the first is scored by what the blocks before it
 * teach, without the rings that it shares with them. So every account is scored by something that
 * is older and never saw it. The adjusted score passes if it finds more of the abuse than the score
 * alone, under the bound on false positives, in all but 1 - confidence of the bootstrap samples of
 * these accounts, in which rings are drawn whole. Otherwise nothing changes, and the answer says
 * why. Immutable.
 */
public final class PromotionGate {

  static final int BLOCKS = 5;

  private static final Comparator<JudgedAccount> BY_TIME =
      Comparator.comparing((JudgedAccount one) -> one.verdict().at())
          .thenComparing(one -> one.account().account().value());

  private final AnomalyModel model;
  private final LearningConfig config;
  private final int most;

  /** A gate for scores of a model. */
  public PromotionGate(AnomalyModel model, LearningConfig config) {
    this(model, config, VerdictSample.MOST);
  }

  PromotionGate(AnomalyModel model, LearningConfig config, int most) {
    this.model = model;
    this.config = config;
    this.most = most;
  }

  /**
   * Learns from all verdicts, or a sample of 20,000 if there are more, and decides. As long as
   * {@value #BLOCKS} trainings.
   *
   * @param judged each account once
   */
  public Promotion decide(List<JudgedAccount> judged) {
    VerdictSample sample = VerdictSample.of(judged, most, config.seed());
    Promotion promotion = decideOn(sample.judged());
    return switch (promotion) {
      case Promotion.Kept kept ->
          new Promotion.Kept(kept.sentence() + sample.note(), kept.evidence());
      case Promotion.Promoted promoted ->
          new Promotion.Promoted(
              promoted.learned(), promoted.evidence(), promoted.sentence() + sample.note());
    };
  }

  private Promotion decideOn(List<JudgedAccount> judged) {
    if (judged.stream().map(one -> one.verdict().at()).distinct().limit(2).count() == 1) {
      return new Promotion.Kept(
          "all verdicts are of the same time, so that none is later than another",
          Optional.empty());
    }
    Training training = new BlendTrainer(model, config).train(judged);
    return switch (training) {
      case Training.Nothing nothing -> new Promotion.Kept(nothing.why(), Optional.empty());
      case Training.Learned learned -> decide(learned, later(judged));
    };
  }

  private Promotion decide(Training.Learned learned, List<PairedScore> scores) {
    Optional<String> tooFew = PairedRecall.tooFew(scores, config);
    if (tooFew.isPresent()) {
      return new Promotion.Kept(tooFew.get(), Optional.empty());
    }
    PairedRecall recall = PairedRecall.of(scores, config.bound(), config.seed());
    String found =
        String.format(
            Locale.ROOT,
            "of %,d abusive accounts judged later and not learned from, verdicts would find %.1f %%"
                + " and the score alone finds %.1f %% at %s of %,d audited benign ones",
            recall.abusive(),
            100 * recall.after(),
            100 * recall.before(),
            Words.percent(config.bound().maxRate()),
            recall.benign());
    return recall.chanceNotBetter() <= config.bound().allowedViolation()
        ? new Promotion.Promoted(learned, recall, found)
        : new Promotion.Kept(
            found
                + "; that is not more with "
                + Words.percent(config.bound().confidence())
                + " confidence",
            Optional.of(recall));
  }

  /** Accounts of every block but the first, as what came before scores them. */
  List<PairedScore> later(List<JudgedAccount> judged) {
    List<JudgedAccount> byTime = judged.stream().sorted(BY_TIME).toList();
    BlendTrainer trainer = new BlendTrainer(model, config);
    List<PairedScore> scores = new ArrayList<>();
    for (int block = 1; block < BLOCKS; block++) {
      int from = byTime.size() * block / BLOCKS;
      int to = byTime.size() * (block + 1) / BLOCKS;
      List<JudgedAccount> heldBack = byTime.subList(from, to);
      Training training = trainer.train(without(byTime.subList(0, from), heldBack));
      heldBack.forEach(one -> scores.add(paired(one, training)));
    }
    return scores;
  }

  private static List<JudgedAccount> without(
      List<JudgedAccount> judged, List<JudgedAccount> heldBack) {
    Set<String> units = new HashSet<>();
    heldBack.forEach(one -> units.add(one.unit()));
    return judged.stream().filter(one -> !units.contains(one.unit())).toList();
  }

  private static PairedScore paired(JudgedAccount one, Training training) {
    double after =
        switch (training) {
          case Training.Learned learned -> learned.blend().score(one.account());
          case Training.Nothing nothing -> one.account().risk();
        };
    return PairedScore.of(one, after);
  }
}
