package dev.ringwatch.app.detection;

/** How much of the processors reading the log needs: what can wait goes by it. */
enum Demand {
  /** Nothing comes. */
  NONE,

  /** Events come, and are read as they come. */
  STEADY,

  /** More has come than is read. */
  BEHIND
}
