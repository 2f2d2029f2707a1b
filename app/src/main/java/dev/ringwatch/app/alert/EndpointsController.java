package dev.ringwatch.app.alert;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.Endpoints;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/endpoints}: where alerts go. */
@RestController
final class EndpointsController {

  private static final String LIST = "endpoints";
  private static final String WHAT = "endpoint";

  private final Endpoints endpoints;
  private final EndpointChanges changes;
  private final EndpointBody body;
  private final EndpointTrial trial;
  private final Audit audit;

  EndpointsController(
      Endpoints endpoints,
      EndpointChanges changes,
      EndpointBody body,
      EndpointTrial trial,
      Audit audit) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.body = body;
    this.trial = trial;
    this.audit = audit;
  }

  /** A page of all, by name. */
  @GetMapping("/v1/endpoints")
  EndpointView.PageView list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    String after = parameters.cursor().map(EndpointsController::name).orElse(null);
    audit.record(Who.of(request), AuditAction.ENDPOINT_LOOK, "", Audit.DONE, Map.of());
    try {
      List<Endpoint> found = endpoints.page(after, limit + 1);
      boolean more = found.size() > limit;
      List<Endpoint> shown = more ? found.subList(0, limit) : found;
      return new EndpointView.PageView(
          shown.stream().map(EndpointView::of).toList(),
          more ? Cursor.to(LIST).text(shown.getLast().name()).done() : null);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private static String name(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    String name = reader.text().replace('\0', ' ');
    reader.end();
    return name;
  }

  /** Makes one. Its secret is told here and never again. */
  @PostMapping("/v1/endpoints")
  @ResponseStatus(HttpStatus.CREATED)
  EndpointView add(HttpServletRequest request) throws IOException {
    return changes
        .add(Who.of(request), body.read(request.getInputStream(), Optional.empty()))
        .map(EndpointsController::withSecret)
        .orElseThrow(EndpointsController::nameTaken);
  }

  /** Makes of one what the body describes. */
  @PutMapping("/v1/endpoints/{id}")
  EndpointView change(@PathVariable String id, HttpServletRequest request) throws IOException {
    Endpoint before = existing(id);
    EndpointBody.Wanted wanted = body.read(request.getInputStream(), Optional.of(before.format()));
    return changes
        .change(Who.of(request), before.id(), wanted)
        .map(EndpointView::of)
        .orElseThrow(EndpointsController::nameTaken);
  }

  private Endpoint existing(String id) {
    try {
      return endpoints.find(number(id)).orElseThrow(() -> notFound(id));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** Gives one another secret, which is told here and never again. */
  @PostMapping("/v1/endpoints/{id}/secret")
  EndpointView rotate(@PathVariable String id, HttpServletRequest request) {
    Endpoint before = existing(id);
    if (before.format() != EndpointFormat.JSON) {
      throw new UnusableEndpointException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "an endpoint of the format " + before.format().label() + " signs nothing");
    }
    return changes
        .rotate(Who.of(request), before.id())
        .map(EndpointsController::withSecret)
        .orElseThrow(() -> notFound(id));
  }

  /** Sends nothing there any more. */
  @PostMapping("/v1/endpoints/{id}/disable")
  EndpointView disable(@PathVariable String id, HttpServletRequest request) {
    return shown(changes.disable(Who.of(request), number(id)), id);
  }

  /** Sends there again. */
  @PostMapping("/v1/endpoints/{id}/enable")
  EndpointView enable(@PathVariable String id, HttpServletRequest request) {
    return shown(changes.enable(Who.of(request), number(id)), id);
  }

  /** Ends one. */
  @DeleteMapping("/v1/endpoints/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, HttpServletRequest request) {
    if (!changes.delete(Who.of(request), number(id))) {
      throw notFound(id);
    }
  }

  /** Sends a sample now, and says what came of it. */
  @PostMapping("/v1/endpoints/{id}/test")
  EndpointTrial.ResultView test(@PathVariable String id, HttpServletRequest request) {
    return trial.run(Who.of(request), number(id)).orElseThrow(() -> notFound(id));
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableEndpointException e) {
    return ProblemDetail.forStatusAndDetail(e.status(), String.valueOf(e.getMessage()));
  }

  private static EndpointView shown(Optional<Endpoint> endpoint, String id) {
    return endpoint.map(EndpointView::of).orElseThrow(() -> notFound(id));
  }

  private static EndpointView withSecret(EndpointChanges.WithSecret made) {
    return EndpointView.of(made.endpoint(), made.secret());
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw notFound(id);
    }
    return Long.parseLong(id);
  }

  private static UnusableEndpointException notFound(String id) {
    return UnusableEndpointException.notFound(WHAT, id);
  }

  static UnusableEndpointException nameTaken() {
    return new UnusableEndpointException(
        HttpStatus.CONFLICT, "another endpoint has this name: choose another");
  }
}
