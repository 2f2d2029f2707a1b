package dev.ringwatch.postgres.events;

import java.util.Arrays;
import java.util.Optional;

/** What events can be asked for by, besides time and outcome: texts that must be equal. */
public enum EventField {
  /** Who acted. */
  ACCOUNT_ID("account_id", true),
  /** The address, in canonical form. */
  IP("ip", true),
  /** Device or client fingerprint. */
  DEVICE_ID("device_id", true),
  /** The platform's session. */
  SESSION_ID("session_id", true),
  /** Payment instrument. */
  PAYMENT_ID("payment_id", true),
  /** What was acted on. */
  TARGET("target", true),
  /** What was done. */
  ACTION("action", false),
  /** Where the platform says the account was. */
  COUNTRY("country", false),
  /** Who told us. */
  SOURCE("source", false);

  private final String label;
  private final boolean indexed;

  EventField(String label, boolean indexed) {
    this.label = label;
    this.indexed = indexed;
  }

  /** Its name, to people and in the table. */
  public String label() {
    return label;
  }

  /** Whether an index says where a value of it cannot be. */
  boolean isIndexed() {
    return indexed;
  }

  /** The field of a name; empty if it is none of these. */
  public static Optional<EventField> named(String label) {
    return Arrays.stream(values()).filter(field -> field.label.equals(label)).findFirst();
  }
}
