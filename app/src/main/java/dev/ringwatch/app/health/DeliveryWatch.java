package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.postgres.alert.Backlog.Counts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether alerts arrive. The database is asked by a thread that may hang, seldom where that takes
 * long; who asks this gets what was seen. Safe for threads.
 */
final class DeliveryWatch {

  /** Counting a million messages that wait may take a second; it is to be no load. */
  private static final int REST_PER_WORK = 20;

  private final Question question;
  private final LongSupplier nanoClock;
  private final Duration longest;
  private volatile Counts counts = Counts.NONE;
  private long restUntil;

  /** What the database is asked. */
  @FunctionalInterface
  interface Question {

    /** How deliveries stand; in bounded time, or not at all. */
    Counts count() throws SQLException;
  }

  /**
   * A watch that has seen nothing yet.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   * @param longest for how long a message may wait
   */
  DeliveryWatch(Question question, LongSupplier nanoClock, Duration longest) {
    this.question = question;
    this.nanoClock = nanoClock;
    this.longest = longest;
    this.restUntil = nanoClock.getAsLong();
  }

  /** Asks, unless it is too soon; one call at a time. What failed is the database's health. */
  void look() {
    long begun = nanoClock.getAsLong();
    if (begun - restUntil < 0) {
      return;
    }
    try {
      counts = question.count();
    } catch (SQLException | RuntimeException e) {
      // DatabaseWatch says so; what was counted before stays. Thrown, it would end the timer.
    }
    long ended = nanoClock.getAsLong();
    restUntil = ended + REST_PER_WORK * (ended - begun);
  }

  Counts counts() {
    return counts;
  }

  ComponentHealth health() {
    Counts seen = counts;
    List<String> said = new ArrayList<>();
    if (seen.oldest().compareTo(longest) >= 0) {
      said.add("the oldest alert has waited for " + seen.oldest().toMinutes() + " min");
    }
    if (seen.deadLately() > 0) {
      said.add(seen.deadLately() + " were given up within an hour: GET /v1/deliveries?state=dead");
    }
    State state = said.isEmpty() ? State.OK : State.WARN;
    said.add(seen.waiting() + " alerts wait, for " + seen.endpointsWaiting() + " endpoints");
    if (seen.paused() > 0) {
      said.add(seen.paused() + " endpoints fail and are tried now and then");
    }
    return new ComponentHealth("delivery", state, String.join("; ", said));
  }
}
