package dev.ringwatch.postgres.figures;

/** How old accounts are, by what the platform says of when they were opened. */
public enum AgeClass {
  /** Opened today or on one of the six days before (UTC). */
  NEW("0-6"),
  /** Opened 7 to 29 days ago. */
  RECENT("7-29"),
  /** Opened 30 days ago or earlier. */
  OLD("30+"),
  /** The platform does not say. */
  UNKNOWN("unknown");

  private final String label;

  AgeClass(String label) {
    this.label = label;
  }

  /** What it is called in the table. */
  public String label() {
    return label;
  }
}
