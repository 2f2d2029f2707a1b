package dev.ringwatch.postgres.alert;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an endpoint.
 *
 * @param id what the receiver tells repeats by
 * @param place its place among all
 * @param incident the incident's number; empty of a digest, which is about many
 * @param endpoint the endpoint's number
 * @param endpointName its name
 * @param change what happened to the incident; empty of a digest, and of what is old
 * @param state how it stands
 * @param payload the body
 * @param arrivedAt of one that says that an incident was opened, when the event that it was opened
 *     for came in, or earlier; null of others, and where that is not known
 */
public record Delivery(
    UUID id,
    long place,
    OptionalLong incident,
    long endpoint,
    String endpointName,
    String change,
    State state,
    String payload,
    @Nullable Instant arrivedAt) {

  /**
   * How a delivery stands.
   *
   * @param word one of {@link DeliveryLog#STATES}
   * @param reason why it was given up, or within which digest it was sent; empty otherwise
   * @param tries how often it was tried since it was made, or since somebody asked for it again
   * @param createdAt when it was made
   * @param nextAttemptAt when it is due; null if it does not wait
   * @param deliveredAt when it arrived; null if it did not
   * @param digest the id of the digest that it was sent within; null if it was not
   * @param standsFor of a digest, how many messages it stands for; 0 of any other
   */
  public record State(
      String word,
      String reason,
      int tries,
      Instant createdAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant deliveredAt,
      @Nullable UUID digest,
      int standsFor) {}
}
