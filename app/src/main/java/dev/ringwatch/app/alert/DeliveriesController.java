package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Who;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/deliveries}: what was sent, what waits, what was given up. */
@RestController
final class DeliveriesController {

  private final DeliveryDesk desk;

  DeliveriesController(DeliveryDesk desk) {
    this.desk = desk;
  }

  /** A page, the newest first. */
  @GetMapping("/v1/deliveries")
  DeliveryView.PageView list(HttpServletRequest request) {
    DeliveryQuery.Page page = desk.page(Who.of(request), DeliveryQuery.of(request));
    return new DeliveryView.PageView(
        page.deliveries().stream().map(DeliveryView::of).toList(), page.next());
  }

  /** One of them, with every attempt. */
  @GetMapping("/v1/deliveries/{id}")
  DeliveryView.WholeView show(@PathVariable String id, HttpServletRequest request) {
    DeliveryDesk.Whole whole = desk.look(Who.of(request), id).orElseThrow(() -> notFound(id));
    return new DeliveryView.WholeView(
        DeliveryView.of(whole.delivery()),
        whole.delivery().payload(),
        whole.attempts().stream().map(DeliveryView.AttemptView::of).toList());
  }

  /** Has one sent again, with the same id. */
  @PostMapping("/v1/deliveries/{id}/redeliver")
  DeliveryView redeliver(@PathVariable String id, HttpServletRequest request) {
    return desk.sendAgain(Who.of(request), id)
        .map(DeliveryView::of)
        .orElseThrow(() -> notFound(id));
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableEndpointException e) {
    return ProblemDetail.forStatusAndDetail(e.status(), String.valueOf(e.getMessage()));
  }

  private static UnusableEndpointException notFound(String id) {
    return UnusableEndpointException.notFound("delivery", id);
  }
}
