package dev.ringwatch.app.page;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.Operator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Makes what stands around pages. */
@Component
public final class Frames {

  private final CurrentOperators operators;

  /** Frames for those who sign in. */
  public Frames(CurrentOperators operators) {
    this.operators = operators;
  }

  /** What stands around a page of that title for somebody. */
  public Frame frame(String title, OperatorCaller caller, CsrfToken token) {
    Operator operator =
        operators
            .find(caller.operator())
            .orElseThrow(() -> new IllegalStateException(caller.login() + " was let in"));
    return new Frame(
        title,
        FormToken.of(token),
        Shown.name(operator.displayName()),
        Shown.name(operator.login()),
        operator.role().word(),
        operator.hasPassword());
  }

  /**
   * What a form said and cannot be.
   *
   * @param why the sentence
   * @param back where the form is
   */
  public record Refusal(String why, String back) {}

  /**
   * Answers a form that says what cannot be: a page, or a problem for a program, which has none.
   */
  public ResponseEntity<?> refused(
      String title, Refusal refusal, @Nullable OperatorCaller caller, CsrfToken token) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    if (caller == null) {
      return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, refusal.why())).build();
    }
    return Html.page(
        status,
        "page/refused",
        new Refused(frame(title, caller, token), Shown.line(refusal.why()), refusal.back()));
  }
}
