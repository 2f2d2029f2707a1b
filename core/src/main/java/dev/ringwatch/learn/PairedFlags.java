package dev.ringwatch.learn;

import dev.ringwatch.calibrate.Binomial;
import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which abusive accounts each of two scores finds while both flag as many of all accounts, on
 * accounts that neither learned from: as many as the score alone does where no more benign accounts
 * of the random audit are flagged than the bound allows. Who finds more among as many flagged flags
 * fewer that are benign, too; and how many of all are flagged is known of all, so that the
 * threshold of the adjusted score does not hang on a handful of benign ones.
 *
 * <p>Tested by the sign test (McNemar's, exact, on one side) on units that only one of the two
 * finds more of: if neither were better, each would be as likely to be of either. A ring of copies
 * counts for one that was seen once. It is exact as well where what scores an account learned from
 * the outcomes of those before it.
 *
 * @param before recall of the score as it is, 0 to 1, as far as it can be told of those judged
 * @param after recall of the adjusted score, 0 to 1, likewise
 * @param gained of how many units, rings or accounts alone, the adjusted score finds more
 * @param lost of how many it finds fewer
 * @param abusive how many abusive accounts it rests on
 * @param benign how many benign accounts of the audit
 * @param everyone of how many accounts both flag as many; where adjustments follow one another, the
 *     fewest that one of them was compared on
 */
public record PairedFlags(
    double before, double after, int gained, int lost, int abusive, int benign, int everyone) {

  /** Compares. O(n log n). Both kinds of account must be there. */
  static PairedFlags of(List<HeldBack> parts, FalsePositiveBound bound) {
    List<PairedScore> judged = parts.stream().flatMap(part -> part.judged().stream()).toList();
    double cut = cutBefore(judged, bound);
    List<Found> found = new ArrayList<>();
    for (HeldBack part : parts) {
      double cutAfter = part.cutAfter(cut);
      part.judged().stream()
          .filter(PairedScore::abusive)
          .forEach(one -> found.add(new Found(one, one.before() > cut, one.after() > cutAfter)));
    }
    Map<String, Integer> more = new HashMap<>();
    found.forEach(one -> more.merge(one.score.unit(), one.more(), Integer::sum));
    double[] weights =
        AuditWeights.of(
            found.stream().mapToDouble(one -> one.score.inclusionProbability()).toArray());
    double before = 0;
    double after = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      all += weights[i];
      before += found.get(i).before ? weights[i] : 0;
      after += found.get(i).after ? weights[i] : 0;
    }
    return new PairedFlags(
        before / all,
        after / all,
        (int) more.values().stream().filter(by -> by > 0).count(),
        (int) more.values().stream().filter(by -> by < 0).count(),
        found.size(),
        (int) judged.stream().filter(PairedFlags::carriesBound).count(),
        parts.stream().mapToInt(part -> part.everyone().size()).min().orElse(0));
  }

  private record Found(PairedScore score, boolean before, boolean after) {

    int more() {
      return (after ? 1 : 0) - (before ? 1 : 0);
    }
  }

  private static boolean carriesBound(PairedScore score) {
    return !score.abusive() && score.audited();
  }

  /** The benign score that one account too many would reach. */
  private static double cutBefore(List<PairedScore> judged, FalsePositiveBound bound) {
    double[] benign =
        judged.stream()
            .filter(PairedFlags::carriesBound)
            .mapToDouble(PairedScore::before)
            .sorted()
            .toArray();
    return benign[benign.length - 1 - (int) Math.floor(bound.maxRate() * benign.length)];
  }

  /**
   * The probability, 0 to 1, that the adjusted score finds as many more or more still by chance, if
   * it were no better. 1 if it is no better.
   */
  public double chance() {
    return gained <= lost ? 1 : new Binomial(gained + lost, 0.5).atLeast(gained);
  }
}
