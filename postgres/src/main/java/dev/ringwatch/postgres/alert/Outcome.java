package dev.ringwatch.postgres.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of a delivery at an attempt.
 *
 * @param delivery which one
 * @param attempt the attempt
 * @param next what follows
 */
public record Outcome(UUID delivery, Attempt attempt, Next next) {

  /** What follows an attempt. */
  public sealed interface Next {}

  /** It arrived. */
  public record Delivered() implements Next {}

  /**
   * It is tried again.
   *
   * @param at not before
   */
  public record Again(Instant at) implements Next {}

  /**
   * It is given up.
   *
   * @param reason why, for a person
   */
  public record Dead(String reason) implements Next {}
}
