package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Whether the database answers. It is asked by a thread that may hang, and judged by others by how
 * long ago it answered. Safe for threads.
 */
final class DatabaseWatch {

  private final Question question;
  private final ClockWatch clock;
  private final LongSupplier nanoClock;
  private final Duration silence;
  private volatile long answeredAt;
  private volatile Duration took = Duration.ZERO;
  private volatile String failure = "";

  /** What the database is asked. */
  @FunctionalInterface
  interface Question {

    /** The database's time; in bounded time, or not at all. */
    Instant now() throws SQLException;
  }

  /**
   * A database that was there a moment ago.
   *
   * @param clock is told what time it is there
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   * @param silence for how long it may not answer
   */
  DatabaseWatch(Question question, ClockWatch clock, LongSupplier nanoClock, Duration silence) {
    this.question = question;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.silence = silence;
    this.answeredAt = nanoClock.getAsLong();
  }

  /** Asks it. */
  void look() {
    long begun = nanoClock.getAsLong();
    Instant before = clock.wallTime();
    try {
      Instant there = question.now();
      clock.compare(before, there, clock.wallTime());
      answeredAt = nanoClock.getAsLong();
      took = Duration.ofNanos(answeredAt - begun);
      failure = "";
    } catch (SQLException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /** What its last answer took. */
  Duration took() {
    return took;
  }

  ComponentHealth health() {
    String why = failure;
    Duration silent = Duration.ofNanos(nanoClock.getAsLong() - answeredAt);
    if (silent.compareTo(silence) >= 0) {
      String said = "it has not answered for " + silent.toSeconds() + " s";
      return new ComponentHealth("database", State.FAIL, why.isEmpty() ? said : said + ": " + why);
    }
    return why.isEmpty()
        ? new ComponentHealth("database", State.OK, "it answers in " + took.toMillis() + " ms")
        : new ComponentHealth("database", State.WARN, "it does not answer: " + why);
  }
}
