package dev.ringwatch.learn;

import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How much of the abuse each of two scores finds while no more benign accounts of the random audit
 * are flagged than the bound allows, on the same accounts, which neither learned from. Scores that
 * tie are flagged together or not at all. Bootstrap samples draw whole units, so that a ring of
 * copies counts for one that was seen once.
 *
 * @param before recall of the score as it is, 0 to 1
 * @param after recall of the adjusted score, 0 to 1
 * @param chanceNotBetter the share of bootstrap samples in which the adjusted score does not find
 *     more
 * @param chanceNotWorse the share in which it does not find less
 * @param abusive how many abusive accounts it rests on
 * @param benign how many benign accounts of the audit
 */
record PairedRecall(
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
    Units abusiveUnits = Units.of(abusive, PairedScore::unit);
    Units benignUnits = Units.of(benign, PairedScore::unit);
    double maxRate = bound.maxRate();
    SplittableRandom random = new SplittableRandom(seed);
    int notBetter = 0;
    int notWorse = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[] chosenAbusive = abusiveUnits.draw(random);
      int[] chosenBenign = benignUnits.draw(random);
      double gain =
          after.recall(chosenAbusive, chosenBenign, maxRate)
              - before.recall(chosenAbusive, chosenBenign, maxRate);
      notBetter += gain <= 0 ? 1 : 0;
      notWorse += gain >= 0 ? 1 : 0;
    }
    return new PairedRecall(
        before.recall(maxRate),
        after.recall(maxRate),
        notBetter / (double) SAMPLES,
        notWorse / (double) SAMPLES,
        abusive.size(),
        benign.size());
  }

  /**
   * Why accounts cannot be compared on: where there are so few that a single benign one is more
   * than the bound, nothing can be told. A ring counts once. Empty if they can.
   */
  static Optional<String> tooFew(List<PairedScore> scores, LearningConfig config) {
    long abusive = units(scores.stream().filter(PairedScore::abusive));
    long benign = units(scores.stream().filter(score -> !score.abusive() && score.audited()));
    FalsePositiveBound bound = config.bound();
    long fewestBenign = (long) Math.ceil(1 / bound.maxRate());
    if (abusive >= config.fewestOfEach() && benign >= fewestBenign) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%,d abusive and %,d audited benign accounts judged later, each ring counted once, are"
                + " too few to compare on; it takes %,d and %,d",
            abusive,
            benign,
            config.fewestOfEach(),
            fewestBenign));
  }

  private static long units(Stream<PairedScore> scores) {
    return scores.map(PairedScore::unit).distinct().count();
  }

  private static int[] each(int size) {
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** One of the two scores. */
  @SuppressWarnings("ArrayRecordComponent") // columns, handed over and not changed
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

    /** Recall on all accounts. */
    double recall(double maxRate) {
      return recall(each(abusive.length), each(benign.length), maxRate);
    }

    /** Recall above the benign score that one account too many would reach. */
    double recall(int[] ofAbusive, int[] ofBenign, double maxRate) {
      int allowed = (int) Math.floor(maxRate * ofBenign.length);
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
