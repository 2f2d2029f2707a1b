package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages as a table.
 *
 * @param rows a message each, the newest first
 */
record DeliveryTable(List<Row> rows) {

  /**
   * A message.
   *
   * @param href its page
   * @param what what it says, in short
   * @param incident the incident's number; 0 of a digest
   * @param endpoint where it goes
   * @param ofEndpoint all that goes there
   * @param state how it stands, in a word
   * @param words what else there is to say of that
   * @param tries how often it was tried
   * @param answer how the last attempt ended
   * @param made when it was made
   */
  record Row(
      String href,
      String what,
      long incident,
      String endpoint,
      String ofEndpoint,
      String state,
      String words,
      String tries,
      String answer,
      Moment made) {}

  static DeliveryTable of(List<Delivery> deliveries, Map<UUID, Attempt> attempts, Instant now) {
    return new DeliveryTable(
        deliveries.stream().map(one -> row(one, attempts.get(one.id()), now)).toList());
  }

  static Row row(Delivery delivery, @Nullable Attempt last, Instant now) {
    Delivery.State state = delivery.state();
    return new Row(
        page(delivery.id()),
        what(delivery),
        delivery.incident().orElse(0),
        Shown.name(delivery.endpointName()),
        "/deliveries?endpoint=" + delivery.endpoint(),
        word(state),
        words(delivery, now),
        state.tries() == 1 ? "1 try" : Numbers.count(state.tries()) + " tries",
        last == null ? "" : answer(last),
        Moment.of(state.createdAt(), now));
  }

  static String page(UUID delivery) {
    return "/deliveries/" + delivery;
  }

  private static String what(Delivery delivery) {
    if (delivery.incident().isEmpty()) {
      return "digest of " + Numbers.count(delivery.state().standsFor(), "message");
    }
    return delivery.change().isEmpty() ? "message" : delivery.change();
  }

  private static String word(Delivery.State state) {
    return switch (state.word()) {
      case "delivered" -> "arrived";
      case "dead" -> "given up";
      case "digested" -> "in a digest";
      default -> state.word();
    };
  }

  private static String words(Delivery delivery, Instant now) {
    Delivery.State state = delivery.state();
    Instant due = state.nextAttemptAt();
    Instant arrived = state.deliveredAt();
    if (due != null) {
      return "due " + Moment.ahead(due, now).ago();
    }
    return arrived == null || !state.reason().isEmpty()
        ? Shown.line(state.reason())
        : Moment.of(arrived, now).ago() + afterEvent(delivery.arrivedAt(), arrived);
  }

  private static String afterEvent(@Nullable Instant came, Instant arrived) {
    return came == null || came.isAfter(arrived)
        ? ""
        : ", " + Numbers.duration(Duration.between(came, arrived)) + " after the event";
  }

  /** How an attempt ended, in a line. */
  static String answer(Attempt attempt) {
    Integer status = attempt.status();
    String code = status == null ? "no answer" : Integer.toString(status);
    String how = attempt.error().isEmpty() ? "" : ": " + Shown.line(attempt.error());
    return code + how;
  }
}
