package dev.ringwatch.alert;

import dev.ringwatch.detect.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a count is above the counts of the same time of earlier weeks. Two things must come
 * together for {@link IncidentPolicy#LIMIT}: it is six spreads above what is usual, and 20 more.
 * The spread is the robust one of the earlier counts, and no less than a third of what is usual, as
 * that of few counts is often small by luck, and no less than chance alone lets counts differ. The
 * lesser of the two decides.
 *
 * @param count how much there is now
 * @param usual the median of the earlier ones
 * @param score 0 to 100, higher is worse
 */
public record VolumeSpike(long count, double usual, double score) {

  /** Of fewer earlier counts nobody knows what is usual. */
  public static final int FEWEST = 3;

  /** The median of distances is so much smaller than a standard deviation, of normal values. */
  private static final double MAD_TO_DEVIATION = 1.4826;

  /**
   * So many spreads, a third of what is usual at least: of rates that vary by a third from week to
   * week one hour in a thousand has more (VolumeSpikeTest).
   */
  private static final double SPREADS = 6;

  private static final double LEAST_SPREAD = 1 / 3.0;
  private static final double MORE = 20;

  /**
   * Compares a count.
   *
   * @param past counts of the same time of earlier weeks
   * @return empty if those are too few
   */
  public static Optional<VolumeSpike> of(long count, long... past) {
    if (past.length < FEWEST) {
      return Optional.empty();
    }
    double usual = median(Arrays.stream(past).asDoubleStream().toArray());
    double[] distances = Arrays.stream(past).mapToDouble(one -> Math.abs(one - usual)).toArray();
    double luck = Math.max(LEAST_SPREAD * usual, Math.sqrt(Math.max(usual, 1)));
    double spread = Math.max(MAD_TO_DEVIATION * median(distances), luck);
    double more = count - usual;
    double least = Math.min(more / (SPREADS * spread), more / MORE);
    double score = Math.clamp(IncidentPolicy.LIMIT * least, 0, 100);
    return Optional.of(new VolumeSpike(count, usual, score));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /**
   * What it rests on.
   *
   * @param what what was counted, such as {@code enforced events}
   */
  public List<Reason> reasons(String what) {
    return List.of(
        new Reason(
            "volume",
            score,
            String.format(
                Locale.ROOT,
                "%d %s within an hour; usual at this time is %.0f",
                count,
                what,
                usual)));
  }
}
