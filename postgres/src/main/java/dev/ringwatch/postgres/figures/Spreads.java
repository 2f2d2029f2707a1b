package dev.ringwatch.postgres.figures;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Between which bounds durations are counted. Their labels are kept: a bound stays. */
public final class Spreads {

  /** How long alerts take; the first is what is promised of 99 in 100. */
  public static final Spread DELIVERY = seconds(1, 2, 5, 10, 30, 60, 300, 3_600);

  /** How long after an event came somebody was told; what is promised is among them. */
  public static final Spread TOLD = seconds(1, 2, 5, 10, 30, 60, 90, 300, 3_600);

  /** How far detection is behind. */
  public static final Spread LAG = seconds(1, 2, 5, 10, 30, 60, 300, 3_600);

  /** How long an incident is open until somebody decides. */
  public static final Spread DECISION =
      seconds(60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 345_600, 604_800);

  private Spreads() {}

  private static Spread seconds(int... bounds) {
    return new Spread(List.copyOf(Arrays.stream(bounds).mapToObj(Duration::ofSeconds).toList()));
  }
}
