package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.Alert;

/** What is sent of an alert. Safe for threads. */
public interface AlertTexts {

  /** The body of the message, the same for all endpoints of a format. It holds no secret. */
  String payload(EndpointFormat format, Alert alert);
}
