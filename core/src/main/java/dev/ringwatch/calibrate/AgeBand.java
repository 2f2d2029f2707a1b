package dev.ringwatch.calibrate;

/** Ages of accounts as groups of {@link GroupKind#ACCOUNT_AGE}. */
public enum AgeBand {
  /** Less than a day. */
  FIRST_DAY("under 1 day", 1),
  /** One day to seven. */
  FIRST_WEEK("1 to 7 days", 7),
  /** Seven days to thirty. */
  FIRST_MONTH("7 to 30 days", 30),
  /** Thirty days to a year. */
  FIRST_YEAR("30 to 365 days", 365),
  /** A year and more. */
  OLDER("a year and more", Double.POSITIVE_INFINITY);

  private final String label;
  private final double endDays;

  AgeBand(String label, double endDays) {
    this.label = label;
    this.endDays = endDays;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /**
   * The band of an age.
   *
   * @param days since the account was opened, 0 or more
   */
  public static AgeBand of(double days) {
    if (!(days >= 0)) {
      throw new IllegalArgumentException("an age in days must be 0 or more, not " + days);
    }
    for (AgeBand band : values()) {
      if (days < band.endDays) {
        return band;
      }
    }
    return OLDER;
  }
}
