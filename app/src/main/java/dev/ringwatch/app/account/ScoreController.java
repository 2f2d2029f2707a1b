package dev.ringwatch.app.account;

import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.ingest.Ingest;
import dev.ringwatch.app.ingest.OneEvent;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/score}: takes one event and answers with the score that it makes. */
@RestController
final class ScoreController {

  /** Detection takes milliseconds; whoever asks may have a person waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Ingest ingest;
  private final LiveAccounts accounts;

  ScoreController(Ingest ingest, LiveAccounts accounts) {
    this.ingest = ingest;
    this.accounts = accounts;
  }

  /** The body is read by our own decoder, as that of {@code POST /v1/events} is. */
  @PostMapping("/v1/score")
  ResponseEntity<?> post(HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller)
      throws IOException {
    return switch (ingest.receiveOne(request.getInputStream(), caller)) {
      case OneEvent.Refused refused ->
          ResponseEntity.of(
                  ProblemDetail.forStatusAndDetail(
                      HttpStatus.UNPROCESSABLE_CONTENT, refused.reason()))
              .build();
      case OneEvent.Taken taken -> score(taken, Who.of(request));
    };
  }

  /** From here on the event is durable, so whatever else goes wrong is no error of the request. */
  private ResponseEntity<?> score(OneEvent.Taken taken, Who who) {
    try {
      return accounts
          .look(who, taken.account(), taken.seq(), PATIENCE)
          .<ResponseEntity<?>>map(
              view -> ResponseEntity.ok(new ScoreView(taken.eventId(), taken.duplicate(), view)))
          .orElseGet(() -> accepted(taken, "no event of the account counts yet"));
    } catch (NotLiveException | LogUnavailableException | AuditUnavailableException e) {
      return accepted(taken, String.valueOf(e.getMessage()));
    }
  }

  private static ResponseEntity<?> accepted(OneEvent.Taken taken, String why) {
    return ResponseEntity.accepted()
        .body(
            new ScoreView.Accepted(
                taken.eventId(), taken.duplicate(), taken.account().value(), "accepted", why));
  }
}
