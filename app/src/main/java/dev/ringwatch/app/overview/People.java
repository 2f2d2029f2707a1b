package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.report.Shown;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people and programs that did something are called on pages. */
@Component
final class People {

  private static final String OPERATOR = "operator ";

  private final CurrentOperators operators;

  People(CurrentOperators operators) {
    this.operators = operators;
  }

  /**
   * An operator's name; of others what the audit log calls them.
   *
   * @param by who, as the audit log names them
   */
  String name(String by) {
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
