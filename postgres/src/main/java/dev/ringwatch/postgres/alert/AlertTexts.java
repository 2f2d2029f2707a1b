package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.Alert;

/** What is sent of an alert. Safe for threads. */
public interface AlertTexts {

  /** The body of the message, the same for all who get it. */
  String payload(Alert alert);
}
