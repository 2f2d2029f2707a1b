package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.Operator;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Makes what stands around pages. */
@Component
final class Frames {

  private final CurrentOperators operators;

  Frames(CurrentOperators operators) {
    this.operators = operators;
  }

  Frame frame(String title, OperatorCaller caller, CsrfToken token) {
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
}
