package dev.ringwatch.app.queue;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.queue.WorkViews.DecidedView;
import dev.ringwatch.app.queue.WorkViews.NextView;
import dev.ringwatch.app.queue.WorkViews.PutBackView;
import dev.ringwatch.app.queue.WorkViews.WorkPage;
import dev.ringwatch.app.queue.WorkViews.WorkView;
import dev.ringwatch.app.verdict.VerdictBody;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/queue}: what waits for a verdict, for programs, which take items as people do. */
@RestController
final class WorkController {

  private static final int MAX_BODY = 1 << 18;

  private final QueueDesk desk;
  private final VerdictSettings settings;
  private final JsonMapper json;

  WorkController(QueueDesk desk, VerdictSettings settings, JsonMapper json) {
    this.desk = desk;
    this.settings = settings;
    this.json = json;
  }

  /** What waits for whoever asks, the first to be looked at first. */
  @GetMapping("/v1/queue")
  WorkPage page(HttpServletRequest request) {
    Parameters parameters = QueueQuery.parameters(request);
    Who who = Who.of(request);
    QueueDesk.Page page = desk.page(who, QueueQuery.of(request), QueueQuery.part(parameters));
    String asking = who.actor().toString();
    return new WorkPage(
        page.items().stream().map(item -> WorkView.of(item, asking)).toList(),
        page.counts().waiting(),
        page.counts().taken(),
        page.next());
  }

  /** Takes what is next, of those that the filters let through. */
  @PostMapping("/v1/queue/next")
  NextView next(HttpServletRequest request) {
    Who who = Who.of(request);
    return desk.next(who, QueueQuery.of(request).filter())
        .map(taken -> view(who, taken))
        .orElse(new NextView(null));
  }

  /** Takes one item, or keeps it for longer. */
  @PostMapping("/v1/queue/take")
  ResponseEntity<?> take(HttpServletRequest request) throws IOException {
    Who who = Who.of(request);
    VerdictSubject subject = subject(tree(request));
    return desk.take(who, subject)
        .<ResponseEntity<?>>map(taken -> ResponseEntity.ok(view(who, taken)))
        .orElseGet(() ->
            problem(
                HttpStatus.CONFLICT,
                "the " + subject + " does not wait for you, or somebody else has it"));
  }

  private NextView view(Who who, Taken taken) {
    return new NextView(
        desk.find(who, taken.subject())
            .map(item -> WorkView.of(item, who.actor().toString()))
            .orElse(null));
  }

  /** Puts an item back. */
  @PostMapping("/v1/queue/put-back")
  ResponseEntity<?> putBack(HttpServletRequest request) throws IOException {
    JsonNode body = tree(request);
    VerdictSubject subject = subject(body);
    JsonNode skip = body.path("skip");
    if (!skip.isMissingNode() && !skip.isBoolean()) {
      throw refused("skip is true or false");
    }
    return desk.putBack(Who.of(request), subject, skip.asBoolean(false))
        ? ResponseEntity.ok(new PutBackView(true))
        : problem(HttpStatus.CONFLICT, "you do not have the " + subject);
  }

  /** Gives the verdict about an item that was taken, and lets go of it. */
  @PostMapping("/v1/queue/verdict")
  DecidedView decide(HttpServletRequest request) throws IOException {
    Decision decision;
    try {
      decision =
          new Decision(
              VerdictBody.line(text(request), UnaryOperator.identity()), settings.abuseTypes());
      return DecidedView.of(desk.decide(Who.of(request), decision));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static String text(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE, "the body is larger than " + MAX_BODY + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private JsonNode tree(HttpServletRequest request) throws IOException {
    try {
      return json.readTree(text(request));
    } catch (JacksonException e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "the body is not JSON: send an object");
    }
  }

  private static VerdictSubject subject(JsonNode body) {
    Optional<String> account = name(body, "account");
    Optional<String> ring = name(body, "ring");
    if (account.isPresent() == ring.isPresent()) {
      throw refused("name one account or one ring, exactly one of them");
    }
    try {
      return account.map(VerdictSubject::account).orElseGet(() -> VerdictSubject.ring(ring.get()));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> name(JsonNode body, String name) {
    JsonNode said = body.path(name);
    return said.isString() ? Optional.of(said.stringValue()) : Optional.empty();
  }

  private static ResponseStatusException refused(String why) {
    return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }

  private static ResponseEntity<?> problem(HttpStatus status, String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, why)).build();
  }
}
