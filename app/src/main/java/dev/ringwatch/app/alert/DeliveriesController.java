package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Delivery;
import dev.ringwatch.postgres.alert.DeliveryLog;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/deliveries}: what was sent, what waits, what was given up. */
@RestController
final class DeliveriesController {

  private static final String LIST = "deliveries";

  private final DeliveryLog log;
  private final Audit audit;

  DeliveriesController(DeliveryLog log, Audit audit) {
    this.log = log;
    this.audit = audit;
  }

  /** A page, the newest first. */
  @GetMapping("/v1/deliveries")
  DeliveryView.PageView list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("state", "incident", "endpoint"));
    DeliveryLog.Filter filter =
        new DeliveryLog.Filter(
            parameters.text("state").map(DeliveriesController::state),
            number(parameters, "incident"),
            number(parameters, "endpoint"));
    int limit = parameters.limit();
    OptionalLong before =
        parameters
            .cursor()
            .map(DeliveriesController::place)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    audit.record(Who.of(request), AuditAction.DELIVERY_LIST, "", Audit.DONE, parameters.asked());
    List<Delivery> found = asked(() -> log.page(filter, before, limit + 1));
    boolean more = found.size() > limit;
    List<Delivery> shown = more ? found.subList(0, limit) : found;
    return new DeliveryView.PageView(
        shown.stream().map(DeliveryView::of).toList(),
        more ? Cursor.to(LIST).number(shown.getLast().place()).done() : null);
  }

  private static String state(String word) {
    if (!DeliveryLog.STATES.contains(word)) {
      throw new UnusableRequestException("state is one of " + DeliveryLog.STATES + ", not " + word);
    }
    return word;
  }

  private static OptionalLong number(Parameters parameters, String name) {
    Optional<String> said = parameters.text(name);
    if (said.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!said.get().matches("[0-9]{1,18}")) {
      throw new UnusableRequestException(name + " is a number, not " + said.get());
    }
    return OptionalLong.of(Long.parseLong(said.get()));
  }

  private static long place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    long place = reader.number();
    reader.end();
    return place;
  }

  /** One of them, with every attempt. */
  @GetMapping("/v1/deliveries/{id}")
  DeliveryView.WholeView show(@PathVariable String id, HttpServletRequest request) {
    Optional<Delivery> found = uuid(id).flatMap(key -> asked(() -> log.find(key)));
    audit.record(
        Who.of(request),
        AuditAction.DELIVERY_LOOK,
        id.replace('\0', '\uFFFD'),
        found.isPresent() ? Audit.DONE : Audit.NOT_FOUND,
        Map.of());
    Delivery delivery = found.orElseThrow(() -> notFound(id));
    return new DeliveryView.WholeView(
        DeliveryView.of(delivery),
        delivery.payload(),
        asked(() -> log.attempts(delivery.id())).stream()
            .map(DeliveryView.AttemptView::of)
            .toList());
  }

  /** Has one sent again, with the same id. */
  @PostMapping("/v1/deliveries/{id}/redeliver")
  DeliveryView redeliver(@PathVariable String id, HttpServletRequest request) {
    UUID key = uuid(id).orElseThrow(() -> notFound(id));
    boolean made =
        asked(() ->
            audit.change(
                Who.of(request),
                AuditAction.DELIVERY_AGAIN,
                key.toString(),
                Map.of(),
                connection -> log.sendAgain(connection, key)));
    if (!made) {
      throw notFound(id);
    }
    return asked(() -> log.find(key)).map(DeliveryView::of).orElseThrow(() -> notFound(id));
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableEndpointException e) {
    return ProblemDetail.forStatusAndDetail(e.status(), String.valueOf(e.getMessage()));
  }

  private static Optional<UUID> uuid(String id) {
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(id))
        : Optional.empty();
  }

  private static UnusableEndpointException notFound(String id) {
    return UnusableEndpointException.notFound("delivery", id);
  }

  /** Something that is asked of the database. */
  private interface Asked<T> {
    T answer() throws SQLException;
  }

  private static <T> T asked(Asked<T> what) {
    try {
      return what.answer();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
