package dev.ringwatch.risk;

import dev.ringwatch.detect.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds points to tenths so that they still sum to the rounded score (largest remainders). */
final class Tenths {

  private Tenths() {}

  static long of(double value) {
    return Math.round(value * 10);
  }

  /**
   * The reasons in tenths, those of zero left out, with the sum {@code score}, itself a multiple of
   * 0.1.
   */
  static List<Reason> round(List<Reason> reasons, double score) {
    long[] tenths =
        reasons.stream().mapToLong(reason -> (long) Math.floor(reason.points() * 10)).toArray();
    long missing = of(score);
    for (long part : tenths) {
      missing -= part;
    }
    List<Integer> byRemainder =
        IntStream.range(0, tenths.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> tenths[i] - reasons.get(i).points() * 10))
            .toList();
    for (int i = 0; missing > 0 && i < byRemainder.size(); i++) {
      tenths[byRemainder.get(i)]++;
      missing--;
    }
    if (missing != 0) {
      throw new IllegalArgumentException(
          "the reasons " + reasons + " do not sum to the score " + score);
    }
    List<Reason> rounded = new ArrayList<>();
    for (int i = 0; i < tenths.length; i++) {
      if (tenths[i] != 0) {
        rounded.add(new Reason(reasons.get(i).name(), tenths[i] / 10.0, reasons.get(i).sentence()));
      }
    }
    return rounded;
  }
}
