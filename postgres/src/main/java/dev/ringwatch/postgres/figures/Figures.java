package dev.ringwatch.postgres.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Figures over a time and over one as long before it, in steps.
 *
 * @param from where the time begins
 * @param step how long a step is
 * @param steps how many steps it has; the time before has as many
 * @param values by figure, label and step; the first step of the time is 0, the last of the time
 *     before -1. A step that is missing is 0 of what is counted, and not known of what is measured.
 */
public record Figures(
    Instant from, Duration step, int steps, Map<Metric, Map<String, Map<Integer, Double>>> values) {

  /** Copies the outer map. */
  public Figures {
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** Where the time ends. */
  public Instant to() {
    return from.plus(step.multipliedBy(steps));
  }

  /** Where a step begins. */
  public Instant at(int place) {
    return from.plus(step.multipliedBy(place));
  }

  /** How much there was of all labels together. */
  public double total(Metric metric) {
    return sum(labels(metric));
  }

  /** The same over the time before. */
  public double before(Metric metric) {
    return sum(labelsBefore(metric));
  }

  private static double sum(Map<String, Double> labels) {
    return labels.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** How much there was by label. */
  public Map<String, Double> labels(Metric metric) {
    return sums(metric, 0, steps);
  }

  /** The same over the time before. */
  public Map<String, Double> labelsBefore(Metric metric) {
    return sums(metric, -steps, 0);
  }

  private Map<String, Double> sums(Metric metric, int first, int end) {
    Map<String, Double> sums = new TreeMap<>();
    of(metric)
        .forEach((label, places) -> {
          double sum =
              places.entrySet().stream()
                  .filter(one -> one.getKey() >= first && one.getKey() < end)
                  .mapToDouble(Map.Entry::getValue)
                  .sum();
          if (sum > 0) {
            sums.put(label, sum);
          }
        });
    return sums;
  }

  /** How much there was in each step, of all labels together. */
  public List<Double> counted(Metric metric) {
    return counted(metric, 0);
  }

  /** The same over the time before. */
  public List<Double> countedBefore(Metric metric) {
    return counted(metric, -steps);
  }

  private List<Double> counted(Metric metric, int first) {
    return IntStream.range(first, first + steps)
        .mapToObj(place ->
            of(metric).values().stream()
                .mapToDouble(places -> places.getOrDefault(place, 0.0))
                .sum())
        .toList();
  }

  /** How it stood at the end of each step; NaN where that is not known. */
  public List<Double> measured(Metric metric, String label) {
    return measured(metric, label, 0);
  }

  /** The same over the time before. */
  public List<Double> measuredBefore(Metric metric, String label) {
    return measured(metric, label, -steps);
  }

  private List<Double> measured(Metric metric, String label, int first) {
    Map<Integer, Double> places = of(metric).getOrDefault(label, Map.of());
    return IntStream.range(first, first + steps)
        .mapToObj(place -> places.getOrDefault(place, Double.NaN))
        .toList();
  }

  /** How it stood last within the time; empty if it was not measured in it. */
  public OptionalDouble last(Metric metric, String label) {
    return last(measured(metric, label));
  }

  /** How it stood at the end of the time before; empty if it was not measured in it. */
  public OptionalDouble lastBefore(Metric metric, String label) {
    return last(measuredBefore(metric, label));
  }

  private static OptionalDouble last(List<Double> measured) {
    return measured.reversed().stream()
        .mapToDouble(Double::doubleValue)
        .filter(one -> !Double.isNaN(one))
        .findFirst();
  }

  private Map<String, Map<Integer, Double>> of(Metric metric) {
    return values.getOrDefault(metric, Map.of());
  }
}
