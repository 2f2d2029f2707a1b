package dev.ringwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which people are not told of some incidents: once, or again each day or week, as while
 * a platform is maintained. Incidents are opened all the same; what is still open when it ends is
 * told then.
 *
 * @param kinds of which incidents
 * @param subject of which account or ring; null for all
 * @param from when it begins, for the first time if it repeats
 * @param length for how long it goes on each time; longer than nothing, and no longer than its
 *     rhythm
 * @param rhythm how it repeats
 * @param until when it ends for good
 */
public record Silence(
    Set<IncidentKind> kinds,
    @Nullable String subject,
    Instant from,
    Duration length,
    Rhythm rhythm,
    Instant until) {

  /** How a silence repeats; days and weeks are of UTC. */
  public enum Rhythm {
    /** It does not. */
    ONCE(null),
    /** Every 24 hours. */
    DAILY(Duration.ofDays(1)),
    /** Every seven times 24 hours. */
    WEEKLY(Duration.ofDays(7));

    private final @Nullable Duration period;

    Rhythm(@Nullable Duration period) {
      this.period = period;
    }

    /** The time from beginning to beginning; empty for none. */
    public Optional<Duration> period() {
      return Optional.ofNullable(period);
    }
  }

  /** Checks the times and copies the kinds. */
  public Silence {
    kinds = Set.copyOf(kinds.isEmpty() ? EnumSet.allOf(IncidentKind.class) : kinds);
    if (!length.isPositive()) {
      throw new IllegalArgumentException("a silence must end after it begins");
    }
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a silence must end for good after it begins, " + from);
    }
    Duration period = rhythm.period().orElse(length);
    if (length.compareTo(period) > 0) {
      throw new IllegalArgumentException(
          "a silence that repeats must be no longer than its rhythm, "
              + period
              + ", not "
              + length);
    }
  }

  /** Whether it covers an incident at a time. */
  public boolean covers(IncidentKind kind, String ofWhat, Instant at) {
    return kinds.contains(kind)
        && (subject == null || subject.equals(ofWhat))
        && end(at).isPresent();
  }

  /** When the part of it that goes on at a time ends; empty if none goes on. */
  public Optional<Instant> end(Instant at) {
    if (at.isBefore(from) || !at.isBefore(until)) {
      return Optional.empty();
    }
    Instant begun =
        rhythm
            .period()
            .map(period ->
                from.plus(period.multipliedBy(Duration.between(from, at).dividedBy(period))))
            .orElse(from);
    Instant end = begun.plus(length);
    return at.isBefore(end) ? Optional.of(end.isBefore(until) ? end : until) : Optional.empty();
  }
}
