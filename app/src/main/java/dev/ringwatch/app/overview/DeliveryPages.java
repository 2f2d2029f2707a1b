package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.alert.DeliveryDesk;
import dev.ringwatch.app.alert.DeliveryQuery;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.alert.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /deliveries} and {@code /deliveries/{id}}: what was sent, waits, or was given up. */
@Controller
final class DeliveryPages {

  private final DeliveryDesk desk;
  private final Frames frames;
  private final Clock clock;

  DeliveryPages(DeliveryDesk desk, Frames frames, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/deliveries")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    DeliveryQuery query = DeliveryQuery.of(request);
    DeliveryQuery.Page page = desk.page(Who.of(request), query);
    DeliveryTable table =
        DeliveryTable.of(page.deliveries(), desk.lastAttempts(page.deliveries()), clock.instant());
    Frame frame = frames.frame("Deliveries", caller, token);
    return Html.page("overview/deliveries", DeliveryList.of(frame, query, page, table));
  }

  /** What is shown is recorded before it is shown, and so is that there was nothing to show. */
  @GetMapping("/deliveries/{id}")
  ResponseEntity<String> show(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Frame frame = frames.frame("Delivery", caller, token);
    return desk.look(Who.of(request), id)
        .map(whole -> Html.page("overview/delivery", OneDelivery.of(frame, whole, clock.instant())))
        .orElseGet(() -> nothing(frame, id));
  }

  /** Has one sent again, and shows it. */
  @PostMapping("/deliveries/{id}/redeliver")
  ResponseEntity<String> redeliver(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Optional<Delivery> again = desk.sendAgain(Who.of(request), id);
    return again
        .map(one ->
            ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(DeliveryTable.page(one.id())))
                .<String>build())
        .orElseGet(() -> nothing(frames.frame("Delivery", caller, token), id));
  }

  private static ResponseEntity<String> nothing(Frame frame, String id) {
    return Html.page(
        HttpStatus.NOT_FOUND,
        "overview/no-delivery",
        new OneDelivery.Nothing(frame, Shown.name(id)));
  }
}
