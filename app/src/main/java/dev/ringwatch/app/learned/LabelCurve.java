package dev.ringwatch.app.learned;

import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.learn.JudgedAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each hundred verdicts bought: how much of the abuse of the random sample the score alone
 * finds at the bound, and within which limits that is known. More verdicts do not make the score
 * better by themselves; they say how good it is.
 */
final class LabelCurve {

  private static final int STEP = 100;
  private static final double CONFIDENCE = 0.95;

  private LabelCurve() {}

  /**
   * After so many verdicts. Names are a contract.
   *
   * @param verdicts how many, in the order of time
   * @param benign benign accounts of the random sample among them
   * @param abusive abusive ones of it
   * @param recall the share of these that the score finds while it flags no more of the benign ones
   *     than the bound allows; null while either kind is missing
   * @param low where the true share lies, with 95 % confidence
   * @param high likewise
   * @param bought by how much narrower these limits are than a hundred verdicts before; null for
   *     the first that have any
   */
  record Point(
      int verdicts,
      int benign,
      int abusive,
      @Nullable Double recall,
      double low,
      double high,
      @Nullable Double bought) {}

  /**
   * After each hundred, and after all. O(n^2 log n / 100).
   *
   * @param judged in any order
   */
  static List<Point> of(List<JudgedAccount> judged, FalsePositiveBound bound) {
    List<JudgedAccount> byTime =
        judged.stream()
            .sorted(
                Comparator.comparing((JudgedAccount one) -> one.verdict().at())
                    .thenComparing(one -> one.account().account().value()))
            .toList();
    List<Point> points = new ArrayList<>();
    for (int end = STEP; end < byTime.size() + STEP; end += STEP) {
      Point before = points.isEmpty() ? null : points.getLast();
      points.add(point(byTime.subList(0, Math.min(end, byTime.size())), bound, before));
    }
    return points;
  }

  private static Point point(
      List<JudgedAccount> judged, FalsePositiveBound bound, @Nullable Point before) {
    double[] benign = scores(judged, false);
    double[] abusive = scores(judged, true);
    if (benign.length == 0 || abusive.length == 0) {
      return new Point(judged.size(), benign.length, abusive.length, null, 0, 1, null);
    }
    double cut = benign[benign.length - 1 - (int) Math.floor(bound.maxRate() * benign.length)];
    int found = 0;
    for (double score : abusive) {
      found += score > cut ? 1 : 0;
    }
    Interval limits = BinomialInterval.of(found, abusive.length, CONFIDENCE);
    Double bought =
        before == null || before.recall() == null
            ? null
            : Double.valueOf(before.high() - before.low() - limits.width());
    return new Point(
        judged.size(),
        benign.length,
        abusive.length,
        found / (double) abusive.length,
        limits.low(),
        limits.high(),
        bought);
  }

  private static double[] scores(List<JudgedAccount> judged, boolean abusive) {
    return judged.stream()
        .filter(one -> one.verdict().audited() && one.verdict().abusive() == abusive)
        .mapToDouble(one -> one.account().risk())
        .sorted()
        .toArray();
  }
}
