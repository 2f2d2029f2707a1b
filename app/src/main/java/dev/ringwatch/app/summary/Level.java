package dev.ringwatch.app.summary;

/** Whether a figure is as it should be. */
enum Level {
  /** Nothing to do about it. */
  CALM("", ""),
  /** Somebody ought to look. */
  WARNING("medium", "Warning"),
  /** Somebody must look now. */
  CRITICAL("high", "Critical");

  /** A share of accounts at high risk above which it is critical. */
  static final double HIGH_RISK_SHARE = 0.02;

  /** A share of benign accounts that are flagged above which it is critical, whatever the bound. */
  static final double FALSE_POSITIVES = 0.05;

  /** Spreads above usual from which enforcement is a warning. */
  static final double ENFORCEMENT_SPREADS = 3;

  /** So many rings are a warning. */
  static final int RINGS = 10;

  /** A share of new accounts at high risk above which it is a warning. */
  static final double NEW_ACCOUNTS = 0.05;

  /** What is promised of alerts: this share of them within a second. */
  static final double IN_TIME = 0.99;

  private final String band;
  private final String word;

  Level(String band, String word) {
    this.band = band;
    this.word = word;
  }

  /** What has its colour. */
  String band() {
    return band;
  }

  /** It in a word, for who does not see the colour; empty if all is well. */
  String word() {
    return word;
  }

  /** Critical if something is so. */
  static Level criticalIf(boolean isSo) {
    return isSo ? CRITICAL : CALM;
  }

  /** A warning if something is so. */
  static Level warningIf(boolean isSo) {
    return isSo ? WARNING : CALM;
  }

  /**
   * Of the share of benign accounts that are flagged.
   *
   * @param rate what was seen
   * @param bound what it ought to stay below
   */
  static Level ofFalsePositives(double rate, double bound) {
    return rate > FALSE_POSITIVES ? CRITICAL : warningIf(rate > bound);
  }
}
