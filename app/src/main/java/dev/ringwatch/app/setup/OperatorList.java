package dev.ringwatch.app.setup;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Operators as they are shown.
 *
 * @param frame what stands around it
 * @param rows an operator each, by login
 * @param notice what a form has come to
 */
record OperatorList(Frame frame, List<Row> rows, Notice notice) {

  /** The roles to choose from, the one with the least first. */
  static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::word).toList();

  /**
   * An operator.
   *
   * @param action where its forms go
   * @param login the name to sign in under
   * @param name what people call them
   * @param role the word of their role
   * @param self whether it is who looks
   * @param on whether they may sign in
   * @param byPassword whether they come by password, or shall
   * @param way how they come in
   * @param disabled since when they are not let in
   * @param last when they signed in last
   */
  record Row(
      String action,
      String login,
      String name,
      String role,
      boolean self,
      boolean on,
      boolean byPassword,
      String way,
      Optional<Moment> disabled,
      Optional<Moment> last) {}

  /**
   * Who looks, and when.
   *
   * @param operator the number of who looks
   * @param now the present
   */
  record Present(long operator, Instant now) {}

  static OperatorList of(Frame frame, List<Operator> all, Present present, Notice notice) {
    return new OperatorList(frame, all.stream().map(one -> row(one, present)).toList(), notice);
  }

  private static Row row(Operator operator, Present present) {
    return new Row(
        "/settings/operators/" + operator.id(),
        Shown.name(operator.login()),
        Shown.name(operator.displayName()),
        operator.role().word(),
        operator.id() == present.operator(),
        operator.isEnabled(),
        !operator.bySignOn(),
        way(operator),
        Optional.ofNullable(operator.disabledAt()).map(at -> Moment.of(at, present.now())),
        Optional.ofNullable(operator.lastLoginAt()).map(at -> Moment.of(at, present.now())));
  }

  private static String way(Operator operator) {
    String first =
        operator.bySignOn()
            ? "single sign-on"
            : operator.hasPassword() ? "password" : "has not come in yet";
    return operator.hasSecondFactor() ? first + " and second factor" : first;
  }
}
