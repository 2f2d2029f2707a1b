package dev.ringwatch.app.serve;

import static dev.ringwatch.app.serve.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on the host, beside a running server. */
class OperatorCommandTest {

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path config;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(folder.resolve("data"));
    Path password = Files.writeString(folder.resolve("password"), server.database().password());
    config =
        Files.writeString(
            folder.resolve("ringwatch.yaml"),
            """
            ringwatch:
              url: https://ringwatch.example.org/
              database: {url: '%s', user: '%s', password-file: '%s'}
            """
                .formatted(server.database().url(), server.database().user(), password));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Said(int exit, String out, String err) {}

  private static Said operator(String... args) {
    List<String> all = new ArrayList<>(List.of("operator"));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--config", config.toString()));
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Said(exit, out.toString().strip(), err.toString().strip());
  }

  private static String path(Said said) {
    assertThat(said.exit()).as("%s", said).isZero();
    assertThat(said.out()).startsWith("https://ringwatch.example.org/login/link?token=");
    URI link = URI.create(said.out());
    return link.getPath() + "?" + link.getQuery();
  }

  @Test
  void addsSomebodyWhoComesInByTheLinkThatItPrints() throws Exception {
    String link = path(operator("add", "grace", "--role", "analyst", "--name", "Grace H."));
    Visitor visitor = server.visitor();
    assertThat(location(visitor.submit(link))).isEqualTo("/password");
    assertThat(operator("list").out()).contains("grace  analyst  has not come in yet");
    assertThat(operator("add", "Grace", "--role", "viewer").err()).contains("already");
    assertThat(operator("add", "a\nb", "--role", "viewer").err()).contains("one line");
    assertThat(operator("add", "x", "--role", "king").exit()).isEqualTo(2);
    assertThat(operator("link", "nobody").err()).contains("there is no operator nobody");
    assertThat(operator("add", "h@example.org", "--role", "viewer", "--sign-on").out()).isEmpty();
  }

  @Test
  void letsSomebodyInAgainWhoHasLostEverything() throws Exception {
    Operator operator = server.operator(Role.ADMIN);
    Visitor lost = server.signedIn(operator);
    String first = path(operator("link", operator.login()));
    assertThat(lost.get("/").statusCode()).as("a link ends no session").isEqualTo(200);
    String second = path(operator("link", operator.login(), "--new-second-factor"));
    server.context().getBean(CurrentOperators.class).forget(operator.id());
    assertThat(lost.get("/").statusCode()).as("a new second factor does").isEqualTo(302);

    Visitor visitor = server.visitor();
    assertThat(location(visitor.submit(first))).isEqualTo("/login?link");
    assertThat(location(visitor.submit(second))).isEqualTo("/password");
    String password = "another good one";
    visitor.submit("/password", "password", password, "again", password);
    visitor.submit("/login", "username", operator.login(), "password", password);
    visitor.takeUpSecondFactor();
    assertThat(visitor.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void leavesAnAdministrator() throws Exception {
    for (Operator operator : server.operators().list()) {
      server.operators().setRole(operator.id(), Role.VIEWER);
      server.operators().disable(operator.id());
    }
    Operator last = server.operator(Role.ADMIN);
    for (Operator operator : server.operators().list()) {
      if (operator.id() != last.id()) {
        assertThat(server.operators().setRole(operator.id(), Role.VIEWER)).isTrue();
      }
    }
    assertThat(operator("disable", last.login()).err()).contains("last administrator");
    assertThat(operator("role", last.login(), "--role", "lead").err())
        .contains("last administrator");
    Operator next = server.operator(Role.ADMIN);
    assertThat(operator("role", last.login(), "--role", "lead").exit()).isZero();
    assertThat(operator("disable", last.login()).exit()).isZero();
    assertThat(operator("link", last.login()).err()).contains("is disabled");
    assertThat(operator("enable", last.login()).exit()).isZero();
    assertThat(operator("sign-out", next.login()).exit()).isZero();
    assertThat(server.operators().find(last.id()).orElseThrow().role()).isEqualTo(Role.LEAD);
  }

  @Test
  void recordsEveryChange() throws Exception {
    operator("add", "ada", "--role", "analyst");
    Operator ada = server.operators().find("ada").orElseThrow();
    server.operator(Role.ADMIN);
    for (String[] args :
        new String[][] {
          {"add", "Ada", "--role", "lead"},
          {"link", "ada", "--new-second-factor"},
          {"role", "ada", "--role", "lead"},
          {"sign-out", "ada"},
          {"disable", "ada"},
          {"link", "ada"},
          {"enable", "ada"},
          {"list"}
        }) {
      operator(args);
    }

    assertThat(server.recorded(ada))
        .containsExactly(
            "console add",
            "console link",
            "console link",
            "console role",
            "console end_sessions",
            "console disable",
            "console enable");
    Said verified = run("audit", "verify");
    assertThat(verified.exit()).as("%s", verified).isZero();
    assertThat(run("audit", "export").out())
        .contains("\"login\":\"ada\"", "\"new_second_factor\":\"true\"", "\"role\":\"lead\"");
  }

  @Test
  void recordsNoChangeThatWasNotMade() throws Exception {
    Operator operator = server.operator(Role.ADMIN);
    for (Operator other : server.operators().list()) {
      if (other.id() != operator.id()) {
        server.operators().setRole(other.id(), Role.VIEWER);
      }
    }
    assertThat(operator("disable", operator.login()).exit()).isEqualTo(1);
    assertThat(operator("role", operator.login(), "--role", "lead").exit()).isEqualTo(1);
    assertThat(server.recorded(operator)).isEmpty();
    assertThat(server.operators().find(operator.id()).orElseThrow())
        .matches(Operator::isEnabled)
        .matches(same -> same.role() == Role.ADMIN);
  }
}
