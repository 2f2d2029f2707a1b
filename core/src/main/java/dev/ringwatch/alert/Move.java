package dev.ringwatch.alert;

/** How an incident moves because of evidence. */
public sealed interface Move {

  /**
   * A new incident is opened.
   *
   * @param reopened whether there was one of the matter before
   */
  record Open(boolean reopened) implements Move {}

  /**
   * None is opened although the score is high enough.
   *
   * @param cause why
   */
  record Suppress(SuppressionCause cause) implements Move {}

  /**
   * The open incident takes the evidence in.
   *
   * @param escalated whether its band rises
   */
  record Gather(boolean escalated) implements Move {}

  /** The open incident closes: the tick on which it was opened does not confirm it. */
  record Withdraw() implements Move {}

  /**
   * The open incident closes although the score is high enough.
   *
   * @param cause why
   */
  record Settle(SuppressionCause cause) implements Move {}

  /** The open incident closes: what it is about is over. */
  record End() implements Move {}

  /** The matter of a closed incident has fallen below the threshold: what rises again is news. */
  record Clear() implements Move {}
}
