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
 * Decides whether what verdicts teach may move scores. Verdicts, of however many windows, are put
 * in the order of time and cut into {@value #BLOCKS} blocks; each block but the first is scored by
 * what the blocks before it teach, without the rings that it shares with them. So every account is
 * scored by something that is older and never saw it. The adjusted score passes if it finds more of
 * the abuse than the score alone while both flag as many of all accounts, and that would come by
 * chance no oftener than the bound's confidence leaves ({@link PairedFlags}). Otherwise nothing
 * changes, and the answer says why. Who asks again and again has to ask for more confidence each
 * time. Immutable.
 */
public final class PromotionGate {

  static final int BLOCKS = 5;

  /** The share of verdicts that it compares on. */
  public static final double HELD_BACK_SHARE = (BLOCKS - 1.0) / BLOCKS;

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
   * @param everyone all accounts, or a random sample; those that are judged may be among them
   */
  public Promotion decide(List<JudgedAccount> judged, List<ScoredAccount> everyone) {
    VerdictSample sample = VerdictSample.of(judged, most, config.seed());
    Promotion promotion = decideOn(sample.judged(), everyone);
    return switch (promotion) {
      case Promotion.Kept kept ->
          new Promotion.Kept(kept.sentence() + sample.note(), kept.evidence());
      case Promotion.Promoted promoted ->
          new Promotion.Promoted(
              promoted.learned(),
              promoted.evidence(),
              promoted.sentence() + sample.note(),
              promoted.benign());
    };
  }

  private Promotion decideOn(List<JudgedAccount> judged, List<ScoredAccount> everyone) {
    if (judged.stream().map(one -> one.verdict().at()).distinct().limit(2).count() == 1) {
      return new Promotion.Kept(
          "all verdicts are of the same time, so that none is later than another",
          Optional.empty());
    }
    Training training = new BlendTrainer(model, config).train(judged);
    return switch (training) {
      case Training.Nothing nothing -> new Promotion.Kept(nothing.why(), Optional.empty());
      case Training.Learned learned -> decide(learned, heldBack(judged, everyone));
    };
  }

  private Promotion decide(Training.Learned learned, List<HeldBack> parts) {
    List<PairedScore> scores = parts.stream().flatMap(part -> part.judged().stream()).toList();
    Optional<String> tooFew = PairedRecall.tooFew(scores, config);
    if (tooFew.isPresent()) {
      return new Promotion.Kept(tooFew.get(), Optional.empty());
    }
    PairedFlags flags = PairedFlags.of(parts, config.bound());
    String found =
        String.format(
            Locale.ROOT,
            "of %,d abusive accounts judged later and not learned from, verdicts would find %.1f %%"
                + " and the score alone finds %.1f %%, where both flag as many of %,d accounts as the"
                + " score does at %s of %,d audited benign ones; each ring counted once, %,d more are"
                + " found and %,d no more",
            flags.abusive(),
            100 * flags.after(),
            100 * flags.before(),
            flags.everyone(),
            Words.percent(config.bound().maxRate()),
            flags.benign(),
            flags.gained(),
            flags.lost());
    return flags.chance() <= config.bound().allowedViolation()
        ? new Promotion.Promoted(learned, flags, found, benign(scores))
        : new Promotion.Kept(
            found
                + "; that is not more with "
                + Words.percent(config.bound().confidence())
                + " confidence",
            Optional.of(flags));
  }

  private static List<Double> benign(List<PairedScore> scores) {
    return scores.stream()
        .filter(one -> !one.abusive() && one.audited())
        .map(PairedScore::after)
        .toList();
  }

  /** Each block but the first, as what came before scores it, and all that was not learned from. */
  List<HeldBack> heldBack(List<JudgedAccount> judged, List<ScoredAccount> everyone) {
    List<JudgedAccount> byTime = judged.stream().sorted(BY_TIME).toList();
    BlendTrainer trainer = new BlendTrainer(model, config);
    List<HeldBack> parts = new ArrayList<>();
    for (int block = 1; block < BLOCKS; block++) {
      int from = byTime.size() * block / BLOCKS;
      int to = byTime.size() * (block + 1) / BLOCKS;
      List<JudgedAccount> later = byTime.subList(from, to);
      List<JudgedAccount> earlier = without(byTime.subList(0, from), later);
      Training training = trainer.train(earlier);
      parts.add(
          new HeldBack(
              later.stream()
                  .map(one -> PairedScore.of(one, after(one.account(), training)))
                  .toList(),
              scores(everyone, earlier, training)));
    }
    return parts;
  }

  private static List<HeldBack.Scores> scores(
      List<ScoredAccount> everyone, List<JudgedAccount> learnedFrom, Training training) {
    Set<String> known = new HashSet<>();
    learnedFrom.forEach(one -> known.add(one.account().account().value()));
    return everyone.parallelStream()
        .filter(one -> !known.contains(one.account().value()))
        .map(one -> new HeldBack.Scores(one.risk(), after(one, training)))
        .toList();
  }

  private static List<JudgedAccount> without(
      List<JudgedAccount> judged, List<JudgedAccount> heldBack) {
    Set<String> units = new HashSet<>();
    heldBack.forEach(one -> units.add(one.unit()));
    return judged.stream().filter(one -> !units.contains(one.unit())).toList();
  }

  private static double after(ScoredAccount account, Training training) {
    return switch (training) {
      case Training.Learned learned -> learned.blend().score(account);
      case Training.Nothing nothing -> account.risk();
    };
  }
}
