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
 * @param stateReason why it was given up; empty if it was not
 * @param tries how often it was tried since it was made, or since somebody asked for it again
 * @param nextAttemptAt when it is due; null if it does not wait
 * @param deliveredAt when it arrived; null if it did not
 */
record DeliveryView(
    String id,
    long incident,
    long endpoint,
    String endpointName,
    String state,
    String stateReason,
    int tries,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt) {

  static DeliveryView of(Delivery delivery) {
    Delivery.State state = delivery.state();
    return new DeliveryView(
        delivery.id().toString(),
        delivery.incident(),
        delivery.endpoint(),
        delivery.endpointName(),
        state.word(),
        state.reason(),
        state.tries(),
        state.createdAt(),
        state.nextAttemptAt(),
        state.deliveredAt());
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
