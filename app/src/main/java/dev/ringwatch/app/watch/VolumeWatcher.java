package dev.ringwatch.app.watch;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.VolumeSpike;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.MinuteCounts;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts closed minutes, and says how the enforcement of the last hour compares with the same hour
 * of the weeks before. After a first start it goes back as far as events may be kept, a little at a
 * time. Used by one thread.
 */
final class VolumeWatcher {

  private static final Duration SPAN = Duration.ofHours(1);
  private static final int WEEKS = 8;

  /** How far back a first count goes: as far as events are kept, if nobody has said otherwise. */
  private static final Duration FIRST = Duration.ofDays(31);

  /** So much is counted at a time. */
  private static final Duration PORTION = Duration.ofHours(1);

  /** For so long it counts at one look. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final MinuteCounts counts;
  private final RiskConfig bands;
  private final LongSupplier nanoClock;

  VolumeWatcher(MinuteCounts counts, RiskConfig bands, LongSupplier nanoClock) {
    this.counts = counts;
    this.bands = bands;
    this.nanoClock = nanoClock;
  }

  /**
   * Looks once.
   *
   * @param closed the last closed tick
   * @return empty if it has not counted that far yet, or there is too little history
   */
  Optional<Evidence> look(Tick closed) throws SQLException {
    Instant end = closed.end();
    if (!countUpTo(end)) {
      return Optional.empty();
    }
    List<MinuteCounts.Counts> weeks = counts.weeks(end, SPAN, WEEKS);
    long[] past =
        weeks.stream()
            .skip(1)
            // An hour in which nothing was heard says nothing of what is usual.
            .filter(week -> week.events() > 0)
            .mapToLong(MinuteCounts.Counts::enforced)
            .toArray();
    return VolumeSpike.of(weeks.getFirst().enforced(), past).map(spike -> evidence(spike, closed));
  }

  private boolean countUpTo(Instant end) throws SQLException {
    long begun = nanoClock.getAsLong();
    Instant from = counts.counted().orElse(end.minus(FIRST));
    while (from.isBefore(end)) {
      if (nanoClock.getAsLong() - begun > AT_ONCE.toNanos()) {
        return false;
      }
      Instant to = from.plus(PORTION).isBefore(end) ? from.plus(PORTION) : end;
      counts.count(from, to);
      from = to;
    }
    return true;
  }

  private Evidence evidence(VolumeSpike spike, Tick closed) {
    return new Evidence(
        IncidentKind.VOLUME,
        "enforced",
        closed,
        false,
        spike.score(),
        bands.band(spike.score()),
        false,
        spike.reasons("events were enforced"),
        List.of());
  }
}
