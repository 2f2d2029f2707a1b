package dev.ringwatch.app.signin;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.SignInLinks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the first administrator comes in: while nobody could sign in, each start of the server makes
 * a new one-time link. There is no password that anybody could know beforehand.
 */
public final class FirstAdministrator {

  /** How long a link holds. */
  public static final Duration LINK_LIFE = Duration.ofHours(24);

  private static final String LOGIN = "admin";

  private final Operators operators;
  private final SignInLinks links;
  private final Audit audit;

  /** Among these operators, by one of these links; what is done is recorded. */
  public FirstAdministrator(Operators operators, SignInLinks links, Audit audit) {
    this.operators = operators;
    this.links = links;
    this.audit = audit;
  }

  /**
   * The path of a link for the first administrator, who is added if there is nobody; empty if
   * somebody can sign in.
   */
  public Optional<String> link() throws SQLException {
    if (operators.isAnybodyReady()) {
      return Optional.empty();
    }
    List<Operator> administrators =
        operators.list().stream()
            .filter(operator -> operator.role() == Role.ADMIN && operator.isEnabled())
            .toList();
    Optional<Operator> first =
        administrators.isEmpty()
            ? new Newcomer(LOGIN, "Administrator", Role.ADMIN, false)
                .add(operators, audit, Who.system())
            : Optional.of(administrators.getFirst());
    if (first.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(path(token(first.get().id())));
  }

  private String token(long operator) throws SQLException {
    return audit.change((connection, record) -> {
      String token = links.issue(connection, operator, LINK_LIFE);
      record.accept(
          Audit.done(Who.system(), AuditAction.OPERATOR_LINK, Long.toString(operator), Map.of()));
      return token;
    });
  }

  /** The path of a link. */
  public static String path(String token) {
    return "/login/link?token=" + token;
  }
}
