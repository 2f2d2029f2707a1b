package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.signin.FirstAdministrator;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.SignInLinks;
import dev.ringwatch.postgres.audit.AuditEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the subcommands of {@link OperatorCommand} work on.
 *
 * @param operators who may sign in
 * @param links one-time links
 * @param audit has every change of them
 * @param url where people reach the server
 */
record OperatorPlace(Operators operators, SignInLinks links, Audit audit, String url) {

  /** A change of an operator. */
  interface Change {
    boolean make(Operators operators, long id) throws SQLException;
  }

  /** A new link, on a connection; it is recorded with what else there is to say. */
  String link(
      Connection connection,
      Consumer<AuditEntry> record,
      Operator operator,
      Map<String, String> details)
      throws SQLException {
    String token = links.issue(connection, operator.id(), FirstAdministrator.LINK_LIFE);
    record.accept(Audit.done(Who.console(), AuditAction.OPERATOR_LINK, id(operator), details));
    return url + FirstAdministrator.path(token);
  }

  /** Makes a change of an operator and records it. */
  boolean change(AuditAction action, Operator operator, Map<String, String> details, Change change)
      throws SQLException {
    return audit.change(
        Who.console(),
        action,
        id(operator),
        details,
        connection -> change.make(operators.on(connection), operator.id()));
  }

  private static String id(Operator operator) {
    return Long.toString(operator.id());
  }
}
