package dev.ringwatch.event;

/** How an action ended, as far as the platform said. */
public enum Outcome {
  /** The action succeeded. */
  SUCCESS,
  /** The action was refused or failed. */
  FAILURE,
  /** The platform did not say; features of success and failure ignore the event. */
  UNKNOWN
}
