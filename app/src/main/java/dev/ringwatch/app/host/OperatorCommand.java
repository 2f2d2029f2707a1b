package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.operator.OperatorDesk;
import dev.ringwatch.app.operator.RefusedOperatorException;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.app.signin.Newcomer;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds operators and lets them in again; beside a running server or without one. */
@Command(
    name = "operator",
    description = "Operators: who may sign in, and as what.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      OperatorCommand.Add.class,
      OperatorCommand.ListAll.class,
      OperatorCommand.Link.class,
      OperatorCommand.ChangeRole.class,
      OperatorCommand.SignOut.class,
      OperatorCommand.Disable.class,
      OperatorCommand.Enable.class
    })
public final class OperatorCommand {

  /** What the subcommands have in common: operators, and a log that has every change of them. */
  abstract static class OnOperators extends StoreCommand {

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      Store store = place.store();
      Clock clock = Clock.systemUTC();
      OperatorDesk desk =
          new OperatorDesk(
              store.operators(clock), store.signInLinks(clock), new Audit(store.auditLog()));
      try {
        use(new OperatorPlace(desk, place.url()), out, err);
      } catch (RefusedOperatorException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
      return 0;
    }

    abstract void use(OperatorPlace place, PrintWriter out, PrintWriter err) throws SQLException;
  }

  /** Those that are about one operator. */
  abstract static class OnOne extends OnOperators {

    @Parameters(paramLabel = "LOGIN", description = "the name that the operator signs in under")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String login;

    @Override
    final void use(OperatorPlace place, PrintWriter out, PrintWriter err) throws SQLException {
      Operator operator =
          place
              .desk()
              .find(login)
              .orElseThrow(() -> new CommandFailure("there is no operator " + login));
      use(place, operator, out, err);
    }

    abstract void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException;
  }

  @Command(
      name = "add",
      description = {
        "Adds an operator and prints a one-time link to choose a password by.",
        "With --sign-on there is no password: who comes by single sign-on with the verified address"
            + " LOGIN is let in."
      },
      mixinStandardHelpOptions = true)
  static final class Add extends OnOperators {

    @Parameters(paramLabel = "LOGIN", description = "the name to sign in under")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String login;

    @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Role role;

    @Option(names = "--name", description = "what people call them; default LOGIN")
    private @Nullable String name;

    @Option(names = "--sign-on", description = "they come by single sign-on")
    private boolean signOn;

    @Override
    void use(OperatorPlace place, PrintWriter out, PrintWriter err) throws SQLException {
      String shown = name == null ? login : name;
      Operator added = place.desk().add(Who.console(), new Newcomer(login, shown, role, signOn));
      if (signOn) {
        err.println(login + " can come by single sign-on now");
      } else {
        showLink(place.url() + place.desk().link(Who.console(), added), added, out, err);
      }
    }
  }

  /** The link alone on standard output, so that a script can take it. */
  private static void showLink(String link, Operator operator, PrintWriter out, PrintWriter err) {
    err.println(
        "this link lets "
            + operator.login()
            + " choose a password, once and within a day; earlier links hold no more:");
    out.println(link);
  }

  @Command(name = "list", description = "Lists all operators.", mixinStandardHelpOptions = true)
  static final class ListAll extends OnOperators {

    @Override
    void use(OperatorPlace place, PrintWriter out, PrintWriter err) throws SQLException {
      List<Operator> all = place.desk().list();
      for (Operator operator : all) {
        out.println(
            String.join(
                "  ",
                operator.login(),
                operator.role().word(),
                String.join(", ", state(operator))));
      }
      if (all.isEmpty()) {
        err.println("there is no operator yet; the first start of the server makes one");
      }
    }

    private static List<String> state(Operator operator) {
      List<String> words = new ArrayList<>();
      if (!operator.isEnabled()) {
        words.add("disabled since " + operator.disabledAt());
      }
      words.add(
          operator.bySignOn()
              ? "by single sign-on"
              : operator.hasPassword() ? "by password" : "has not come in yet");
      if (operator.hasSecondFactor()) {
        words.add("with a second factor");
      }
      words.add(
          operator.lastLoginAt() == null
              ? "never signed in"
              : "last signed in " + operator.lastLoginAt());
      return words;
    }
  }

  @Command(
      name = "link",
      description = "Prints a one-time link by which an operator chooses a new password.",
      mixinStandardHelpOptions = true)
  static final class Link extends OnOne {

    @Option(
        names = "--new-second-factor",
        description = "forgets the second factor too: the telephone is lost")
    private boolean newSecondFactor;

    @Override
    void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException {
      String path = place.desk().link(Who.console(), operator, newSecondFactor);
      showLink(place.url() + path, operator, out, err);
    }
  }

  @Command(name = "role", description = "Changes a role.", mixinStandardHelpOptions = true)
  static final class ChangeRole extends OnOne {

    @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Role role;

    @Override
    void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException {
      place.desk().setRole(Who.console(), operator, role);
      err.println(operator.login() + " is " + role.word() + " now; " + NOTICED);
    }
  }

  @Command(
      name = "sign-out",
      description = "Ends all sessions of an operator.",
      mixinStandardHelpOptions = true)
  static final class SignOut extends OnOne {

    @Override
    void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException {
      place.desk().endSessions(Who.console(), operator);
      err.println("all sessions of " + operator.login() + " are over; " + NOTICED);
    }
  }

  @Command(
      name = "disable",
      description = "Lets an operator in no more.",
      mixinStandardHelpOptions = true)
  static final class Disable extends OnOne {

    @Override
    void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException {
      place.desk().disable(Who.console(), operator);
      err.println(operator.login() + " is let in no more; " + NOTICED);
    }
  }

  @Command(
      name = "enable",
      description = "Lets an operator who was disabled in again.",
      mixinStandardHelpOptions = true)
  static final class Enable extends OnOne {

    @Override
    void use(OperatorPlace place, Operator operator, PrintWriter out, PrintWriter err)
        throws SQLException {
      place.desk().enable(Who.console(), operator);
      err.println(operator.login() + " may sign in again; " + NOTICED);
    }
  }

  private static final String NOTICED = "a server notices within ten seconds";
}
