package dev.ringwatch.calibrate;

/** What can ask for a threshold. */
public enum ThresholdRule {
  /** No more than a share of benign accounts is flagged. */
  FALSE_POSITIVE_BOUND("false-positive bound"),
  /** Wrong flags and misses cost least. */
  COST("cost ratio"),
  /** No more accounts than can be looked at. */
  REVIEW_BUDGET("review budget");

  private final String label;

  ThresholdRule(String label) {
    this.label = label;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }
}
