package dev.ringwatch.postgres.events;

import java.util.Arrays;
import java.util.Optional;

/** What events can be asked for by, besides time and outcome: texts that must be equal. */
public enum EventField {
  /** Who acted. */
  ACCOUNT_ID("account_id"),
  /** The address, in canonical form. */
  IP("ip"),
  /** Device or client fingerprint. */
  DEVICE_ID("device_id"),
  /** The platform's session. */
  SESSION_ID("session_id"),
  /** Payment instrument. */
  PAYMENT_ID("payment_id"),
  /** What was acted on. */
  TARGET("target"),
  /** What was done; no index knows it. */
  ACTION("action"),
  /** Where the platform says the account was; no index knows it. */
  COUNTRY("country"),
  /** Who told us; no index knows it. */
  SOURCE("source");

  private final String label;

  EventField(String label) {
    this.label = label;
  }

  /** Its name, to people and in the table. */
  public String label() {
    return label;
  }

  /** The field of a name; empty if it is none of these. */
  public static Optional<EventField> named(String label) {
    return Arrays.stream(values()).filter(field -> field.label.equals(label)).findFirst();
  }
}
