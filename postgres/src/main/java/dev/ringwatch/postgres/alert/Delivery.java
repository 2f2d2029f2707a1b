package dev.ringwatch.postgres.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an endpoint.
 *
 * @param id what the receiver tells repeats by
 * @param place its place among all
 * @param incident the incident's number
 * @param endpoint the endpoint's number
 * @param endpointName its name
 * @param state how it stands
 * @param payload the body
 */
public record Delivery(
    UUID id,
    long place,
    long incident,
    long endpoint,
    String endpointName,
    State state,
    String payload) {

  /**
   * How a delivery stands.
   *
   * @param word one of {@link DeliveryLog#STATES}
   * @param reason why it was given up; empty if it was not
   * @param tries how often it was tried since it was made, or since somebody asked for it again
   * @param createdAt when it was made
   * @param nextAttemptAt when it is due; null if it does not wait
   * @param deliveredAt when it arrived; null if it did not
   */
  public record State(
      String word,
      String reason,
      int tries,
      Instant createdAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant deliveredAt) {}
}
