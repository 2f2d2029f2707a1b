package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.postgres.erasure.Erasures.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether accounts are forgotten by the time that was promised. The database is asked by a thread
 * that may hang; who asks this gets what was seen. Safe for threads.
 */
public final class ErasureWatch {

  private final Question question;
  private final InstantSource clock;
  private volatile Standing standing = Standing.NONE;

  /** What the database is asked. */
  @FunctionalInterface
  public interface Question {

    /** How the list stands at a time; in bounded time, or not at all. */
    Standing at(Instant now) throws SQLException;
  }

  /** A watch that has seen nothing yet. */
  public ErasureWatch(Question question, InstantSource clock) {
    this.question = question;
    this.clock = clock;
  }

  /** Asks; one call at a time. What failed is the database's health. */
  void look() {
    try {
      standing = question.at(clock.instant());
    } catch (SQLException | RuntimeException e) {
      // DatabaseWatch says so; what was counted before stays. Thrown, it would end the timer.
    }
  }

  /** How many are not done. */
  public long open() {
    return standing.open();
  }

  /** How many are not done and should be. */
  public long late() {
    return standing.late();
  }

  /** For how long the first of them should have been done; zero if none should. */
  public Duration overdue() {
    Instant due = standing.oldestDue();
    Instant now = clock.instant();
    return due == null || due.isAfter(now) ? Duration.ZERO : Duration.between(due, now);
  }

  ComponentHealth health() {
    Standing seen = standing;
    return new ComponentHealth(
        "erasure",
        seen.late() > 0 ? State.WARN : State.OK,
        seen.late() > 0
            ? seen.late()
                + " of "
                + seen.open()
                + " accounts are not forgotten by the time that was promised, the first for "
                + overdue().toMinutes()
                + " min: GET /v1/erasures says what hinders it"
            : seen.open() + " accounts are being forgotten, none of them late");
  }
}
