package dev.ringwatch.postgres.figures;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Durations counted between bounds, so that counts of hours can be added and a share within a bound
 * is exact. A count's label is the bound below which its durations are, in seconds.
 *
 * @param bounds rising
 */
public record Spread(List<Duration> bounds) {

  private static final String BEYOND = "more";

  /** Checks the order, and copies the bounds. */
  public Spread {
    bounds = List.copyOf(bounds);
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i).compareTo(bounds.get(i - 1)) <= 0) {
        throw new IllegalArgumentException("bounds must rise, not " + bounds);
      }
    }
  }

  /** The label of a duration. */
  public String label(Duration duration) {
    return bounds.stream()
        .filter(bound -> duration.compareTo(bound) < 0)
        .map(Spread::labelOf)
        .findFirst()
        .orElse(BEYOND);
  }

  private static String labelOf(Duration bound) {
    return Long.toString(bound.toSeconds());
  }

  /** The label of an expression in seconds, in SQL. */
  String sql(String seconds) {
    String rising = bounds.stream().map(Spread::labelOf).collect(Collectors.joining(","));
    String labels =
        bounds.stream()
            .map(bound -> "'" + labelOf(bound) + "'")
            .collect(Collectors.joining(",", "", ",'" + BEYOND + "'"));
    return "(ARRAY[%s])[1 + width_bucket((%s)::float8, ARRAY[%s]::float8[])]"
        .formatted(labels, seconds, rising);
  }

  /**
   * The share of durations below a bound.
   *
   * @param counts by label
   * @param bound one of the bounds
   * @return 0 to 1; empty of no durations
   */
  public OptionalDouble within(Map<String, Double> counts, Duration bound) {
    if (!bounds.contains(bound)) {
      throw new IllegalArgumentException(bound + " is none of the bounds " + bounds);
    }
    double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    double below =
        bounds.stream()
            .filter(one -> one.compareTo(bound) <= 0)
            .mapToDouble(one -> counts.getOrDefault(labelOf(one), 0.0))
            .sum();
    return all > 0 ? OptionalDouble.of(below / all) : OptionalDouble.empty();
  }

  /**
   * The least bound below which at least a share of durations are.
   *
   * @param counts by label
   * @param share 0 to 1
   * @return empty of no durations, and where it lies beyond the last bound
   */
  public Optional<Duration> quantile(Map<String, Double> counts, double share) {
    return bounds.stream().filter(bound -> within(counts, bound).orElse(-1) >= share).findFirst();
  }
}
