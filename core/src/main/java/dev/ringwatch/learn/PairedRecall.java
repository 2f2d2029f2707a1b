package dev.ringwatch.learn;

import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How much of the abuse each of two scores finds while no more benign accounts of the random audit
 * are flagged than the bound allows, on the same accounts, which neither learned from. Scores that
 * tie are flagged together or not at all.
 *
 * @param before recall of the score as it is, 0 to 1
 * @param after recall of the adjusted score, 0 to 1
 * @param chanceNotBetter the share of bootstrap samples in which the adjusted score does not find
 *     more
 * @param chanceNotWorse the share in which it does not find less
 * @param abusive how many abusive accounts it rests on
 * @param benign how many benign accounts of the audit
 */
public record PairedRecall(
    double before,
    double after,
    double chanceNotBetter,
    double chanceNotWorse,
    int abusive,
    int benign) {

  private static final int SAMPLES = 1_000;

  /** Compares. O(samples x n log n). Both kinds of account must be there. */
  static PairedRecall of(List<PairedScore> scores, FalsePositiveBound bound, long seed) {
    List<PairedScore> abusive = scores.stream().filter(PairedScore::abusive).toList();
    List<PairedScore> benign =
        scores.stream().filter(score -> !score.abusive() && score.audited()).toList();
    double[] weights =
        AuditWeights.of(abusive.stream().mapToDouble(PairedScore::inclusionProbability).toArray());
    Side before = Side.of(abusive, benign, weights, PairedScore::before);
    Side after = Side.of(abusive, benign, weights, PairedScore::after);
    int allowed = (int) Math.floor(bound.maxRate() * benign.size());
    SplittableRandom random = new SplittableRandom(seed);
    int notBetter = 0;
    int notWorse = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[] chosenAbusive = draw(abusive.size(), random);
      int[] chosenBenign = draw(benign.size(), random);
      double gain =
          after.recall(chosenAbusive, chosenBenign, allowed)
              - before.recall(chosenAbusive, chosenBenign, allowed);
      notBetter += gain <= 0 ? 1 : 0;
      notWorse += gain >= 0 ? 1 : 0;
    }
    int[] allAbusive = each(abusive.size());
    int[] allBenign = each(benign.size());
    return new PairedRecall(
        before.recall(allAbusive, allBenign, allowed),
        after.recall(allAbusive, allBenign, allowed),
        notBetter / (double) SAMPLES,
        notWorse / (double) SAMPLES,
        abusive.size(),
        benign.size());
  }

  /**
   * Why accounts cannot be compared on: where there are so few that a single benign one is more
   * than the bound, nothing can be told. Empty if they can.
   */
  static Optional<String> tooFew(List<PairedScore> scores, LearningConfig config) {
    long abusive = scores.stream().filter(PairedScore::abusive).count();
    long benign = scores.stream().filter(score -> !score.abusive() && score.audited()).count();
    FalsePositiveBound bound = config.bound();
    long fewestBenign = (long) Math.ceil(1 / bound.maxRate());
    if (abusive >= config.fewestOfEach() && benign >= fewestBenign) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%,d abusive and %,d audited benign accounts judged later are too few to compare on; it"
                + " takes %,d and %,d",
            abusive,
            benign,
            config.fewestOfEach(),
            fewestBenign));
  }

  private static int[] draw(int size, SplittableRandom random) {
    int[] drawn = new int[size];
    for (int i = 0; i < size; i++) {
      drawn[i] = random.nextInt(size);
    }
    return drawn;
  }

  private static int[] each(int size) {
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** One of the two scores. */
  private record Side(double[] abusive, double[] weights, double[] benign) {

    static Side of(
        List<PairedScore> abusive,
        List<PairedScore> benign,
        double[] weights,
        ToDoubleFunction<PairedScore> score) {
      return new Side(
          abusive.stream().mapToDouble(score).toArray(),
          weights,
          benign.stream().mapToDouble(score).toArray());
    }

    /** Recall above the benign score that one account too many would reach. */
    double recall(int[] ofAbusive, int[] ofBenign, int allowed) {
      double[] sorted = new double[ofBenign.length];
      Arrays.setAll(sorted, i -> benign[ofBenign[i]]);
      Arrays.sort(sorted);
      double cut = sorted[sorted.length - 1 - allowed];
      double found = 0;
      double all = 0;
      for (int i : ofAbusive) {
        all += weights[i];
        found += abusive[i] > cut ? weights[i] : 0;
      }
      return found / all;
    }
  }
}
