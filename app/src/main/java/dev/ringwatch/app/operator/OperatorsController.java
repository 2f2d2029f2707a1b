package dev.ringwatch.app.operator;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.Operator;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/operators}. */
@RestController
final class OperatorsController {

  private final OperatorDesk desk;

  OperatorsController(OperatorDesk desk) {
    this.desk = desk;
  }

  /**
   * An operator. Names are a contract of the HTTP interface.
   *
   * @param login the name to sign in under
   * @param name what people call them
   * @param secondFactor whether they have a second factor
   */
  record OperatorView(
      String login,
      String name,
      String role,
      boolean password,
      boolean secondFactor,
      boolean signOn,
      Instant createdAt,
      @Nullable Instant lastLoginAt,
      @Nullable Instant disabledAt) {

    static OperatorView of(Operator operator) {
      return new OperatorView(
          operator.login(),
          operator.displayName(),
          operator.role().word(),
          operator.hasPassword(),
          operator.hasSecondFactor(),
          operator.bySignOn(),
          operator.createdAt(),
          operator.lastLoginAt(),
          operator.disabledAt());
    }
  }

  /** All operators, by login. */
  @GetMapping("/v1/operators")
  List<OperatorView> list(HttpServletRequest request) {
    try {
      return desk.look(Who.of(request)).stream().map(OperatorView::of).toList();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
