package dev.ringwatch.app.page;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.report.Shown;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the name to show of who did something. */
@Component
public final class Names {

  private static final String OPERATOR = "operator ";

  private final CurrentOperators operators;

  /** Names of those who sign in. */
  public Names(CurrentOperators operators) {
    this.operators = operators;
  }

  /** An operator's name; of others what the audit log calls them. */
  public String of(String by) {
    if (by.startsWith(OPERATOR)) {
      String number = by.substring(OPERATOR.length());
      Optional<String> name =
          number.matches("[0-9]{1,18}")
              ? operators.find(Long.parseLong(number)).map(one -> one.displayName())
              : Optional.empty();
      return Shown.name(name.orElse(by));
    }
    return Shown.name(by.replace("api_key", "API key"));
  }
}
