package dev.ringwatch.postgres.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure that is kept by hour. Some have labels, which say what of it. */
public enum Metric {
  /** Events, by when they happened. */
  EVENTS(Kind.COUNTED),
  /** Events over which the platform took action. */
  ENFORCED(Kind.COUNTED),
  /** The same by the action that the account had done; the label is the action. */
  ENFORCED_OVER(Kind.COUNTED),
  /** Incidents that were opened; the label is what they are about, as incidents name it. */
  INCIDENTS(Kind.COUNTED),
  /** Incidents of accounts and rings by their strongest reason; the label is its name. */
  REASONS(Kind.COUNTED),
  /** Alerts that were made to be sent. */
  ALERTS(Kind.COUNTED),
  /** Alerts that were delivered, by how long it took; labels of {@link Spreads#DELIVERY}. */
  DELIVERY(Kind.COUNTED),
  /**
   * Alerts that an incident of an account was opened, by how long after the event that it rests on
   * they were delivered; labels of {@link Spreads#TOLD}.
   */
  TOLD_ACCOUNT(Kind.COUNTED),
  /** The same of rings, after the first event of the minute in which one was found. */
  TOLD_RING(Kind.COUNTED),
  /** Verdicts on incidents, by how long these were open; labels of {@link Spreads#DECISION}. */
  DECISION(Kind.COUNTED),
  /** Seconds, by how far detection was behind then; labels of {@link Spreads#LAG}. */
  LAG(Kind.COUNTED),
  /** Accounts that people found abusive, as it stands now; the label is the kind of abuse. */
  CONFIRMED(Kind.COUNTED),
  /** Accounts; the label is their band. */
  ACCOUNTS(Kind.MEASURED),
  /** The sum of the risk scores of all accounts, in tenths of a point. */
  RISK_TENTHS(Kind.MEASURED),
  /** Accounts by age; the label is one of {@link AgeClass}. */
  AGED(Kind.MEASURED),
  /** Accounts of the high band by age; the label is one of {@link AgeClass}. */
  AGED_HIGH(Kind.MEASURED),
  /** Rings that live. */
  RINGS(Kind.MEASURED),
  /** Rings that live or ended within seven days. */
  RINGS_LATELY(Kind.MEASURED),
  /** Accounts and rings that wait for a verdict. */
  WAITING(Kind.MEASURED),
  /** For how many seconds the oldest of these has waited. */
  OLDEST_WAITING(Kind.MEASURED),
  /** Accounts with an open incident. */
  FLAGGED(Kind.MEASURED),
  /** How many spreads the enforcement of 24 hours is above what is usual. */
  ENFORCEMENT_SPREADS(Kind.MEASURED),
  /**
   * The random sample since the threshold holds; the label is {@code benign} or {@code flagged}.
   */
  SAMPLE(Kind.MEASURED),
  /**
   * Accounts that the platform took action against and that people decided about within 30 days;
   * the label is the verdict.
   */
  OUTCOME(Kind.MEASURED);

  /** How hours of a figure go together. */
  public enum Kind {
    /** They are added. */
    COUNTED,
    /** The last one holds. */
    MEASURED
  }

  private final Kind kind;

  Metric(Kind kind) {
    this.kind = kind;
  }

  /** How hours of it go together. */
  public Kind kind() {
    return kind;
  }

  /** What it is called in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that is called so in the table. */
  static Optional<Metric> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /** Those of a kind, as they are called in the table. */
  static String[] labels(Kind kind) {
    return Arrays.stream(values())
        .filter(one -> one.kind == kind)
        .map(Metric::label)
        .toArray(String[]::new);
  }
}
