package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server's clock can be trusted: how far it is from the database's, and whether it
 * jumps, seen by a clock that passes evenly. Safe for threads.
 */
final class ClockWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  /** For so long a jump is worth a warning. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final InstantSource wall;
  private final LongSupplier nanoClock;
  private final HealthLimits.Pair limits;
  private Instant lastWall;
  private long lastNanos;
  private Duration offset = Duration.ZERO;
  private Duration jump = Duration.ZERO;
  private long jumpedAt;
  private long jumps;

  /**
   * A clock to be watched.
   *
   * @param wall the server's time of day
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  ClockWatch(InstantSource wall, LongSupplier nanoClock, HealthLimits.Pair limits) {
    this.wall = wall;
    this.nanoClock = nanoClock;
    this.limits = limits;
    this.lastWall = wall.instant();
    this.lastNanos = nanoClock.getAsLong();
  }

  /** The server's time of day. */
  Instant wallTime() {
    return wall.instant();
  }

  /** Looks whether the clock jumped since this looked last. */
  synchronized void look() {
    Instant now = wall.instant();
    long nanos = nanoClock.getAsLong();
    Duration moved = Duration.between(lastWall, now).minusNanos(nanos - lastNanos);
    lastWall = now;
    lastNanos = nanos;
    if (moved.abs().compareTo(limits.warn()) >= 0) {
      jump = moved;
      jumpedAt = nanos;
      jumps++;
      LOG.warn("the server's clock jumped by {} s", seconds(moved));
    }
  }

  /**
   * Takes in what another clock says.
   *
   * @param before this clock when it was asked
   * @param other what it answered
   * @param after this clock when the answer came
   */
  synchronized void compare(Instant before, Instant other, Instant after) {
    // Somewhere between the question and the answer: within that they are not apart.
    if (other.isBefore(before)) {
      offset = Duration.between(before, other);
    } else {
      offset = other.isAfter(after) ? Duration.between(after, other) : Duration.ZERO;
    }
  }

  /** How far the database's clock is ahead of the server's, at least; negative if it is behind. */
  synchronized Duration offset() {
    return offset;
  }

  /** How often the clock jumped. */
  synchronized long jumps() {
    return jumps;
  }

  synchronized ComponentHealth health() {
    State state = State.ofSmall(offset.abs(), limits.warn(), limits.fail());
    if (state != State.OK) {
      String where = offset.isNegative() ? " s behind" : " s ahead of";
      String said = "the database's clock is " + seconds(offset.abs()) + where;
      return new ComponentHealth("clock", state, said + " the server's");
    }
    Duration ago = Duration.ofNanos(nanoClock.getAsLong() - jumpedAt);
    if (jumps > 0 && ago.compareTo(REMEMBERED) < 0) {
      String said = "it jumped by " + seconds(jump) + " s, " + ago.toSeconds() + " s ago";
      return new ComponentHealth("clock", State.WARN, said);
    }
    return new ComponentHealth("clock", State.OK, "it agrees with the database's");
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.round(time.toMillis() / 1_000.0));
  }
}
