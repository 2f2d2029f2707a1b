package dev.ringwatch.app.serve;

import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.erasure.ExportBusyException;
import dev.ringwatch.app.ingest.BodyTooLargeException;
import dev.ringwatch.app.ingest.RoomFullException;
import dev.ringwatch.app.ingest.UnreadableBodyException;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogBusyException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import dev.ringwatch.postgres.events.SearchBusyException;
import dev.ringwatch.postgres.events.SearchTooWideException;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says what routes have in common to say: the body cannot be taken, come again later, ask for
 * something else.
 */
@RestControllerAdvice
final class Problems {

  private static final Duration SOON = Duration.ofSeconds(2);

  /** Reading an account out takes seconds to minutes. */
  private static final Duration IN_A_WHILE = Duration.ofSeconds(30);

  @ExceptionHandler
  ProblemDetail unreadable(UnreadableBodyException e) {
    return problem(HttpStatus.BAD_REQUEST, e);
  }

  @ExceptionHandler
  ProblemDetail tooLarge(BodyTooLargeException e) {
    return problem(HttpStatus.CONTENT_TOO_LARGE, e);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> busy(LogBusyException e) {
    return comeAgain(HttpStatus.TOO_MANY_REQUESTS, e, e.retryAfter());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> full(RoomFullException e) {
    return comeAgain(HttpStatus.TOO_MANY_REQUESTS, e, e.retryAfter());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unavailable(LogUnavailableException e) {
    return comeAgain(HttpStatus.SERVICE_UNAVAILABLE, e, SOON);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notLive(NotLiveException e) {
    return comeAgain(HttpStatus.SERVICE_UNAVAILABLE, e, SOON);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unrecorded(AuditUnavailableException e) {
    return comeAgain(HttpStatus.SERVICE_UNAVAILABLE, e, SOON);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> searching(SearchBusyException e) {
    return comeAgain(HttpStatus.TOO_MANY_REQUESTS, e, SOON);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> hunting(HuntBusyException e) {
    return comeAgain(HttpStatus.TOO_MANY_REQUESTS, e, SOON);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> exporting(ExportBusyException e) {
    return comeAgain(HttpStatus.TOO_MANY_REQUESTS, e, IN_A_WHILE);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> noHunts(HuntsUnavailableException e) {
    return comeAgain(HttpStatus.SERVICE_UNAVAILABLE, e, SOON);
  }

  @ExceptionHandler({HuntTooLongException.class, HuntFailedException.class})
  ProblemDetail hunt(RuntimeException e) {
    return problem(HttpStatus.UNPROCESSABLE_CONTENT, e);
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableRequestException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail tooWide(SearchTooWideException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> comeAgain(
      HttpStatus status, Exception e, Duration after) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .body(problem(status, e));
  }

  private static ProblemDetail problem(HttpStatus status, Exception e) {
    return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
  }
}
