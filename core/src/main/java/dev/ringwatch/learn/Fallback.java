package dev.ringwatch.learn;

import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.PopulationStability;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says when an adjustment must be given up again, so that scores are what they are without
 * verdicts: when accounts are no longer those that it was learned from, or when verdicts that came
 * since say that it finds less. Asking again and again, as is done while it is in force, makes a
 * wrong alarm likelier; all that one costs is what had been gained.
 */
public final class Fallback {

  /** By custom, from here on a population has changed (see {@link PopulationStability}). */
  private static final double MOST_INDEX = 0.25;

  private static final int BINS = 10;

  private final LearnedBlend blend;
  private final AdjustmentShape then;
  private final LearningConfig config;

  /**
   * Watches a blend.
   *
   * @param blend in force
   * @param then how its adjustments were spread when it was let pass
   */
  public Fallback(LearnedBlend blend, AdjustmentShape then, LearningConfig config) {
    this.blend = blend;
    this.then = then;
    this.config = config;
  }

  /**
   * Why it must be given up, in a sentence; empty if it may stay. O(accounts).
   *
   * @param now accounts of today, all or a random sample; none say nothing
   * @param since accounts that were judged since it was let pass; those that it learned from must
   *     not be among them
   */
  public Optional<String> reason(List<ScoredAccount> now, List<JudgedAccount> since) {
    return ofDrift(now).or(() -> ofVerdicts(since));
  }

  private Optional<String> ofDrift(List<ScoredAccount> now) {
    if (now.isEmpty()) {
      return Optional.empty();
    }
    double[] today = now.stream().mapToDouble(blend::adjustment).toArray();
    PopulationStability change = PopulationStability.of(then.values(), today, BINS);
    if (change.index() <= MOST_INDEX + change.expectedByChance()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "accounts are no longer those that verdicts were learned from: what these add is spread"
                + " otherwise (population stability index %.2f, of which chance explains %.2f)",
            change.index(),
            change.expectedByChance()));
  }

  private Optional<String> ofVerdicts(List<JudgedAccount> since) {
    VerdictSample sample = VerdictSample.of(since, VerdictSample.MOST, config.seed());
    List<PairedScore> scores =
        sample.judged().stream()
            .map(one -> PairedScore.of(one, blend.score(one.account())))
            .toList();
    FalsePositiveBound bound = config.bound();
    if (PairedRecall.tooFew(scores, config).isPresent()) {
      return Optional.empty();
    }
    PairedRecall recall = PairedRecall.of(scores, bound, config.seed());
    if (recall.chanceNotWorse() > bound.allowedViolation()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "of %,d abusive accounts judged since, it finds %.1f %% and the score alone %.1f %% at %s"
                + " of %,d audited benign ones%s",
            recall.abusive(),
            100 * recall.after(),
            100 * recall.before(),
            Words.percent(bound.maxRate()),
            recall.benign(),
            sample.note()));
  }
}
