package dev.ringwatch.app.alert;

import java.time.Duration;

/**
 * How messages are sent on.
 *
 * @param workers how many are under way at a time
 * @param perEndpoint how many of them to one endpoint at most
 * @param lease for how long a message that was taken is nobody else's
 * @param poll how often it is looked whether one is due
 * @param park how often it is looked whether what has to wait is in the way of what is due, at most
 */
record DeliveryConfig(int workers, int perEndpoint, Duration lease, Duration poll, Duration park) {

  /** Of an endpoint that answers within 100 ms this makes more than 500 a second. */
  private static final int PER_ENDPOINT = 64;

  static DeliveryConfig of(int workers) {
    return new DeliveryConfig(
        workers,
        Math.min(PER_ENDPOINT, workers),
        Duration.ofMinutes(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(1));
  }
}
