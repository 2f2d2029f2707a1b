package dev.ringwatch.app.verdict;

import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says of each verdict that cannot be why. */
@RestControllerAdvice
final class VerdictProblems {

  /** In {@code errors} all of them, in {@code detail} the first. */
  @ExceptionHandler
  ProblemDetail refused(RefusedVerdictsException e) {
    Refusal first = e.refusals().getFirst();
    boolean one = e.refusals().size() == 1 && first.index() == 0;
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT,
            (one ? "" : "entry " + first.index() + ": ") + first.sentence());
    problem.setProperty("errors", e.refusals());
    return problem;
  }
}
