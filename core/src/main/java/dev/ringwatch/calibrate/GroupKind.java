package dev.ringwatch.calibrate;

/** By what accounts are told apart to see whether a threshold treats them alike. */
public enum GroupKind {
  /** Where its events come from, as the platform says it. */
  COUNTRY("country"),
  /** How old it is. */
  ACCOUNT_AGE("account age"),
  /** By what it acts. */
  CLIENT("client");

  private final String label;

  GroupKind(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
