package dev.ringwatch.app.operator;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.signin.FirstAdministrator;
import dev.ringwatch.app.signin.Newcomer;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.SignInLinks;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line and the pages do with operators: every change is checked, and recorded in
 * its own transaction. Safe for threads.
 */
public final class OperatorDesk {

  /** The longest login, and the longest name. */
  public static final int MAX_NAME = 200;

  private final Operators operators;
  private final SignInLinks links;
  private final Audit audit;

  /** A desk for these operators, who come in by these links. */
  public OperatorDesk(Operators operators, SignInLinks links, Audit audit) {
    this.operators = operators;
    this.links = links;
    this.audit = audit;
  }

  /** All of them, disabled ones too, by login. */
  public List<Operator> list() throws SQLException {
    return operators.list();
  }

  /** The same for somebody, which is recorded. */
  public List<Operator> look(Who who) throws SQLException {
    audit.record(who, AuditAction.OPERATOR_LOOK, "", Audit.DONE, Map.of());
    return operators.list();
  }

  /** The one of a login. */
  public Optional<Operator> find(String login) throws SQLException {
    return operators.find(login);
  }

  /** The one of a number. */
  public Optional<Operator> find(long id) throws SQLException {
    return operators.find(id);
  }

  /**
   * Adds somebody.
   *
   * @throws RefusedOperatorException if a name cannot be, or there is one of that login
   */
  public Operator add(Who who, Newcomer newcomer) throws SQLException {
    requireLine("the login", newcomer.login());
    requireLine("the name", newcomer.displayName());
    return newcomer
        .add(operators, audit, who)
        .orElseThrow(() ->
            new RefusedOperatorException("there is an operator " + newcomer.login() + " already"));
  }

  private static void requireLine(String what, String text) {
    if (text.isBlank()
        || text.length() > MAX_NAME
        || !text.equals(text.strip())
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedOperatorException(
          what
              + " must be a name in one line of at most "
              + MAX_NAME
              + " characters, not '"
              + text
              + "'");
    }
  }

  /**
   * The path of a new one-time link for somebody who was added; earlier ones hold no more.
   *
   * @throws RefusedOperatorException if the operator is disabled
   */
  public String link(Who who, Operator operator) throws SQLException {
    return link(who, operator, Map.of(), on -> {});
  }

  /**
   * The path of a new one-time link for somebody who has forgotten their password.
   *
   * @param newSecondFactor whether the second factor is forgotten too, which ends all sessions
   * @throws RefusedOperatorException if the operator is disabled
   */
  public String link(Who who, Operator operator, boolean newSecondFactor) throws SQLException {
    Map<String, String> details = Map.of("new_second_factor", Boolean.toString(newSecondFactor));
    return link(
        who,
        operator,
        details,
        on -> {
          if (newSecondFactor) {
            on.forgetSecondFactor(operator.id());
          }
        });
  }

  /** What goes before a link, in its transaction. */
  private interface Before {
    void make(Operators operators) throws SQLException;
  }

  private String link(Who who, Operator operator, Map<String, String> details, Before before)
      throws SQLException {
    if (!operator.isEnabled()) {
      throw new RefusedOperatorException(operator.login() + " is disabled: enable them first");
    }
    String token =
        audit.change((connection, record) -> {
          before.make(operators.on(connection));
          String made = links.issue(connection, operator.id(), FirstAdministrator.LINK_LIFE);
          record.accept(Audit.done(who, AuditAction.OPERATOR_LINK, id(operator), details));
          return made;
        });
    return FirstAdministrator.path(token);
  }

  /**
   * Gives an operator another role.
   *
   * @throws RefusedOperatorException if no enabled administrator would be left
   */
  public void setRole(Who who, Operator operator, Role role) throws SQLException {
    requireDone(
        change(
            who,
            AuditAction.OPERATOR_ROLE,
            operator,
            Map.of("role", role.word()),
            on -> on.setRole(operator.id(), role)),
        operator);
  }

  /** Ends all sessions of an operator. */
  public void endSessions(Who who, Operator operator) throws SQLException {
    change(
        who,
        AuditAction.OPERATOR_END_SESSIONS,
        operator,
        Map.of(),
        on -> on.endSessions(operator.id()));
  }

  /**
   * Lets an operator in no more; all sessions are over.
   *
   * @throws RefusedOperatorException if no enabled administrator would be left
   */
  public void disable(Who who, Operator operator) throws SQLException {
    requireDone(
        change(
            who, AuditAction.OPERATOR_DISABLE, operator, Map.of(), on -> on.disable(operator.id())),
        operator);
  }

  /** Lets an operator who was disabled in again. */
  public void enable(Who who, Operator operator) throws SQLException {
    change(who, AuditAction.OPERATOR_ENABLE, operator, Map.of(), on -> on.enable(operator.id()));
  }

  /** A change of an operator. */
  private interface Change {
    boolean make(Operators operators) throws SQLException;
  }

  private boolean change(
      Who who, AuditAction action, Operator operator, Map<String, String> details, Change change)
      throws SQLException {
    return audit.change(
        who, action, id(operator), details, connection -> change.make(operators.on(connection)));
  }

  private static void requireDone(boolean done, Operator operator) {
    if (!done) {
      throw new RefusedOperatorException(
          operator.login() + " is the last administrator: make another one first");
    }
  }

  private static String id(Operator operator) {
    return Long.toString(operator.id());
  }
}
