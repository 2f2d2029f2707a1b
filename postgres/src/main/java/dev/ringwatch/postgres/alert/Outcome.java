package dev.ringwatch.postgres.alert;

import java.time.Duration;

/**
 * What became of a delivery at an attempt.
 *
 * @param delivery which one, as it was taken
 * @param attempt the attempt
 * @param next what follows
 */
public record Outcome(DueDelivery delivery, Attempt attempt, Next next) {

  /** What follows an attempt. */
  public sealed interface Next {}

  /** It arrived. */
  public record Delivered() implements Next {}

  /**
   * It is tried again.
   *
   * @param after not before so long from now, by the database's clock
   */
  public record Again(Duration after) implements Next {}

  /**
   * It is given up.
   *
   * @param reason why, for a person
   */
  public record Dead(String reason) implements Next {}
}
