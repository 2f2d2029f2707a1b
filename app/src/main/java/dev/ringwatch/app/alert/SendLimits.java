package dev.ringwatch.app.alert;

import java.time.Duration;

/**
 * How much a receiver may cost.
 *
 * @param connect how long a connection to one address may take
 * @param answer how long all of it may take
 * @param bodyBytes how much of an answer is read
 */
record SendLimits(Duration connect, Duration answer, int bodyBytes) {

  private static final int BODY_BYTES = 64 * 1024;

  static SendLimits ofDefaults() {
    return new SendLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), BODY_BYTES);
  }
}
