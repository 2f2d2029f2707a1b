package dev.ringwatch.app.signin;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.Role;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who shall be an operator.
 *
 * @param login the name to sign in under
 * @param displayName what people call them
 * @param role what they may do
 * @param signOn whether they come by single sign-on, with the login as their verified address
 */
public record Newcomer(String login, String displayName, Role role, boolean signOn) {

  /**
   * Adds and records them, both or neither.
   *
   * @return the new operator; empty if there is one of that login
   */
  public Optional<Operator> add(Operators operators, Audit audit, Who who) throws SQLException {
    return audit.change((connection, record) -> {
      Optional<Operator> added = operators.on(connection).add(login, displayName, role, signOn);
      added.ifPresent(operator ->
          record.accept(
              Audit.done(
                  who,
                  AuditAction.OPERATOR_ADD,
                  Long.toString(operator.id()),
                  Map.of(
                      "login", operator.login(),
                      "role", role.word(),
                      "sign_on", Boolean.toString(signOn)))));
      return added;
    });
  }
}
