package dev.ringwatch.app.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery is shown. Names are a contract of the HTTP interface.
 *
 * @param id what the receiver tells repeats by
 * @param state whether it waits, arrived, or was given up
 * @param incident the incident's number; null of a digest, which is about many
 * @param stateReason why it was given up, or within which digest it was sent; empty otherwise
 * @param tries how often it was tried since it was made, or since somebody asked for it again
 * @param nextAttemptAt when it is due; null if it does not wait
 * @param deliveredAt when it arrived; null if it did not
 * @param digest the id of the digest that it was sent within; null if it was not
 * @param standsFor of a digest, how many messages it stands for; 0 of any other
 */
record DeliveryView(
    String id,
    @Nullable Long incident,
    long endpoint,
    String endpointName,
    String state,
    String stateReason,
    int tries,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt,
    @Nullable String digest,
    int standsFor) {

  static DeliveryView of(Delivery delivery) {
    Delivery.State state = delivery.state();
    return new DeliveryView(
        delivery.id().toString(),
        delivery.incident().isPresent() ? delivery.incident().getAsLong() : null,
        delivery.endpoint(),
        delivery.endpointName(),
        state.word(),
        state.reason(),
        state.tries(),
        state.createdAt(),
        state.nextAttemptAt(),
        state.deliveredAt(),
        state.digest() == null ? null : state.digest().toString(),
        state.standsFor());
  }

  /**
   * A page of deliveries.
   *
   * @param deliveries the newest first
   * @param next the cursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageView(List<DeliveryView> deliveries, @Nullable String next) {}

  /**
   * A delivery and all that was tried.
   *
   * @param payload the body, as it is sent
   * @param attempts in order
   */
  record WholeView(DeliveryView delivery, String payload, List<AttemptView> attempts) {}

  /**
   * An attempt.
   *
   * @param tookMs for how long it went
   * @param status the HTTP status, or of e-mail the reply code; null if there was no answer
   * @param error why it failed; empty if it did not
   * @param answer how the answer begins
   */
  record AttemptView(
      Instant at, int tookMs, @Nullable Integer status, String error, String answer) {

    static AttemptView of(Attempt attempt) {
      return new AttemptView(
          attempt.at(), attempt.tookMillis(), attempt.status(), attempt.error(), attempt.answer());
    }
  }
}
