package dev.ringwatch.app.learned;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.ScoreGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each hundred verdicts bought: abuse that was found, and what the random sample lets be
 * promised: how low a threshold may be that keeps the bound on false positives, how much of the
 * abuse it finds, and how surely that is known. More verdicts do not make a score better by
 * themselves; they say how good it is, and let it be used.
 *
 * @param bound what a threshold has to keep
 * @param grid what thresholds there are
 */
record LabelCurve(FalsePositiveBound bound, ScoreGrid grid) {

  private static final int STEP = 100;
  private static final double CONFIDENCE = 0.95;

  /** Less than a tenth of a point, or of a percent, is no difference. */
  private static final double SAME = 0.05;

  /**
   * An account that somebody decided about.
   *
   * @param score what it had then, 0 to 100
   * @param audited whether it was in the random sample
   */
  record Decided(double score, boolean abusive, boolean audited, Instant at) {}

  /**
   * After so many verdicts. Names are a contract.
   *
   * @param verdicts how many, in the order of time
   * @param until when the last of them was decided
   * @param found how many of the last hundred say abusive, wherever they come from
   * @param sample what there is of the random sample
   * @param reach what can be promised; null while nothing can
   * @param bought what the last hundred bought, in a sentence
   */
  record Point(
      int verdicts,
      Instant until,
      int found,
      Sample sample,
      @Nullable Reach reach,
      String bought) {}

  /** How many accounts of the random sample were found to be what. Names are a contract. */
  record Sample(int benign, int abusive) {}

  /**
   * What can be promised. Names are a contract.
   *
   * @param threshold the lowest that keeps the bound
   * @param recall the share, 0 to 1, of the abusive accounts of the sample from it on; null while
   *     there are none
   * @param low where the true share lies, with 95 % confidence; 0 while there are none
   * @param high likewise; 1 while there are none
   */
  record Reach(double threshold, @Nullable Double recall, double low, double high) {

    private double width() {
      return high - low;
    }
  }

  /**
   * After each hundred, and after all. O(n^2 log n / 100).
   *
   * @param decided each account once, in the order of time
   */
  List<Point> of(List<Decided> decided) {
    List<Point> points = new ArrayList<>();
    for (int end = STEP; end < decided.size() + STEP; end += STEP) {
      List<Decided> all = decided.subList(0, Math.min(end, decided.size()));
      Sample sample = new Sample(scores(all, false).length, scores(all, true).length);
      Reach reach = reach(all);
      points.add(
          new Point(
              all.size(),
              all.getLast().at(),
              (int) all.subList(end - STEP, all.size()).stream().filter(Decided::abusive).count(),
              sample,
              reach,
              bought(points.isEmpty() ? null : points.getLast(), sample, reach)));
    }
    return points;
  }

  private @Nullable Reach reach(List<Decided> all) {
    Optional<BoundedThreshold> bounded = BoundedThreshold.of(scores(all, false), bound, grid);
    if (bounded.isEmpty()) {
      return null;
    }
    double from = bounded.get().threshold();
    double[] abusive = scores(all, true);
    if (abusive.length == 0) {
      return new Reach(from, null, 0, 1);
    }
    int found = 0;
    for (double score : abusive) {
      found += score >= from ? 1 : 0;
    }
    Interval limits = BinomialInterval.of(found, abusive.length, CONFIDENCE);
    return new Reach(from, found / (double) abusive.length, limits.low(), limits.high());
  }

  private static double[] scores(List<Decided> all, boolean abusive) {
    return all.stream()
        .filter(one -> one.audited() && one.abusive() == abusive)
        .mapToDouble(Decided::score)
        .toArray();
  }

  private String bought(@Nullable Point before, Sample sample, @Nullable Reach reach) {
    if (before != null && before.sample().equals(sample)) {
      return "nothing for the threshold: none of them is of the random sample";
    }
    if (reach == null) {
      return sample.benign() < bound.smallestSample()
          ? "no threshold yet: that takes "
              + Numbers.count(bound.smallestSample())
              + " benign accounts of the random sample"
          : "no threshold: too many benign accounts have the highest score";
    }
    Reach last = before == null ? null : before.reach();
    return last == null ? "the first threshold that keeps the bound" : difference(last, reach);
  }

  private static String difference(Reach before, Reach now) {
    double lower = before.threshold() - now.threshold();
    double narrower = 100 * (before.width() - now.width());
    List<String> parts = new ArrayList<>();
    if (Math.abs(lower) >= SAME) {
      parts.add(
          "a threshold "
              + Numbers.score(Math.abs(lower))
              + (lower > 0 ? " lower" : " higher, for the bound"));
    }
    if (Math.abs(narrower) >= SAME) {
      parts.add(
          "what it finds is known "
              + Numbers.score(Math.abs(narrower))
              + " points "
              + (narrower > 0 ? "more" : "less")
              + " closely");
    }
    return parts.isEmpty() ? "the same, with more to rest on" : String.join("; ", parts);
  }
}
