package dev.ringwatch.app.overview;

import dev.ringwatch.app.alert.DeliveryDesk;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.alert.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One delivery as it is shown.
 *
 * @param frame what stands around it
 * @param id its id, which the receiver tells repeats by
 * @param row it as it stands in lists
 * @param digest the digest that it was sent within; empty if it was not
 * @param again where the form goes to have it sent again; empty if who looks may not
 * @param attempts all of them, in order
 * @param payload the body, as it is sent
 */
record OneDelivery(
    Frame frame,
    String id,
    DeliveryTable.Row row,
    String digest,
    String again,
    List<Try> attempts,
    String payload) {

  private static final int MOST_SHOWN = 20_000;

  /**
   * An attempt.
   *
   * @param at when it began
   * @param took for how long it went
   * @param status what was answered, as a number
   * @param error why it failed; empty if it did not
   * @param answer how the answer begins
   */
  record Try(Moment at, String took, String status, String error, String answer) {

    static Try of(Attempt attempt, Instant now) {
      Integer status = attempt.status();
      return new Try(
          Moment.of(attempt.at(), now),
          Numbers.count(attempt.tookMillis()) + " ms",
          status == null ? "–" : Integer.toString(status),
          Shown.line(attempt.error()),
          Shown.line(attempt.answer()));
    }
  }

  /** There is no such delivery. */
  record Nothing(Frame frame, String id) {}

  static OneDelivery of(Frame frame, DeliveryDesk.Whole whole, Instant now) {
    List<Attempt> attempts = whole.attempts();
    String page = DeliveryTable.page(whole.delivery().id());
    UUID digest = whole.delivery().state().digest();
    return new OneDelivery(
        frame,
        whole.delivery().id().toString(),
        DeliveryTable.row(whole.delivery(), attempts.isEmpty() ? null : attempts.getLast(), now),
        digest == null ? "" : DeliveryTable.page(digest),
        frame.role().equals(Role.ADMIN.word()) ? page + "/redeliver" : "",
        attempts.stream().map(one -> Try.of(one, now)).toList(),
        Shown.text(whole.delivery().payload(), MOST_SHOWN));
  }
}
