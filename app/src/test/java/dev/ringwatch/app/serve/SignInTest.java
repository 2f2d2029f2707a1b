package dev.ringwatch.app.serve;

import static dev.ringwatch.app.serve.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.signin.FirstAdministrator;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.audit.AuditRows;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Manager;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** How operators come in, and when they are out again. */
class SignInTest {

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void resetClock() {
    server.clock().reset();
  }

  private static boolean isIn(Visitor visitor) throws Exception {
    HttpResponse<String> home = visitor.get("/");
    assertThat(home.statusCode()).isIn(200, 302);
    return home.statusCode() == 200;
  }

  @Test
  void letsTheFirstAdministratorInByALinkThatHoldsOnce() throws Exception {
    try (RunningServer fresh = new RunningServer(data.resolve("fresh"))) {
      FirstAdministrator first = fresh.context().getBean(FirstAdministrator.class);
      String replaced = first.link().orElseThrow();
      String link = first.link().orElseThrow();
      Visitor visitor = fresh.visitor();
      assertThat(location(visitor.submit(replaced))).isEqualTo("/login?link");

      // Who only looks takes nothing.
      assertThat(visitor.get(link).statusCode()).isEqualTo(200);
      assertThat(location(visitor.submit(link))).isEqualTo("/password");
      assertThat(location(visitor.get("/"))).isEqualTo("/password");
      assertThat(location(fresh.visitor().submit(link))).isEqualTo("/login?link");

      String password = "staple paper clip";
      HttpResponse<String> set =
          visitor.submit("/password", "password", password, "again", password);
      assertThat(location(set)).isEqualTo("/login?changed");
      assertThat(location(visitor.get("/password"))).as("the link's session").isEqualTo("/login");
      HttpResponse<String> signedIn =
          visitor.submit("/login", "username", "Admin", "password", password);
      assertThat(location(signedIn)).endsWith("/password");
      visitor.takeUpSecondFactor();
      assertThat(visitor.get("/").body()).contains("Administrator", "admin");
      assertThat(first.link()).as("somebody can sign in").isEmpty();
      assertThat(fresh.recorded(fresh.operators().find("admin").orElseThrow()))
          .containsExactly(
              "system add",
              "system link",
              "system link",
              "themselves password",
              "themselves second_factor",
              "themselves sign_in");
    }
  }

  @Test
  void refusesALinkThatIsTooOldOrOfADisabledOperator() throws Exception {
    Operator late = server.operatorWithoutPassword(Role.VIEWER);
    String old = "/login/link?token=" + server.link(late);
    server.clock().advance(Duration.ofHours(1));
    assertThat(location(server.visitor().submit(old))).isEqualTo("/login?link");

    Operator gone = server.operatorWithoutPassword(Role.VIEWER);
    String link = "/login/link?token=" + server.link(gone);
    server.operators().disable(gone.id());
    assertThat(location(server.visitor().submit(link))).isEqualTo("/login?link");
  }

  @Test
  void givesWhoCameByALinkAQuarterOfAnHourAndNothingElse() throws Exception {
    Operator operator = server.operatorWithoutPassword(Role.ADMIN);
    Visitor visitor = server.visitor();
    visitor.submit("/login/link?token=" + server.link(operator));
    assertThat(visitor.asProgram().get("/v1/status").statusCode()).isEqualTo(401);
    assertThat(visitor.get("/password").statusCode()).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(15));
    assertThat(visitor.get("/password").statusCode()).isEqualTo(401);
  }

  @Test
  void asksForASecondFactorAndTakesEachCodeOnce() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor first = server.withPassword(operator);
    assertThat(location(first.get("/"))).isEqualTo("/second-factor");
    assertThat(first.takeUpSecondFactor().statusCode()).isEqualTo(302);
    assertThat(isIn(first)).isTrue();

    Visitor second = server.withPassword(operator).withAppOf(first);
    assertThat(second.get("/second-factor").body()).doesNotContain("otpauth", first.secret());
    HttpResponse<String> replayed = second.submit("/second-factor", "code", second.code());
    assertThat(location(replayed)).isEqualTo("/second-factor?refused");
    assertThat(isIn(second)).isFalse();
    server.clock().advance(Duration.ofSeconds(30));
    second.submit("/second-factor", "code", second.code());
    assertThat(isIn(second)).isTrue();
  }

  @Test
  void keepsTheSecretOfASecondFactorEncrypted() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor visitor = server.signedIn(operator);
    byte[] kept = server.operators().secondFactor(operator.id()).orElseThrow();
    assertThat(visitor.secret()).hasSize(32);
    assertThat(kept).hasSizeGreaterThan(20 + 16);
    assertThat(data.resolve("secret.key")).hasSize(32);
  }

  @Test
  void changesTheSessionAtEveryStep() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor visitor = server.visitor();
    visitor.setCookie(Visitor.SESSION, "0123456789ABCDEF0123456789ABCDEF");
    visitor.submit("/login", "username", operator.login(), "password", RunningServer.PASSWORD);
    String afterPassword = visitor.cookie(Visitor.SESSION);
    assertThat(afterPassword).isNotEqualTo("0123456789ABCDEF0123456789ABCDEF");
    visitor.takeUpSecondFactor();
    assertThat(visitor.cookie(Visitor.SESSION)).isNotEqualTo(afterPassword);
    assertThat(isIn(visitor)).isTrue();
  }

  @Test
  void makesAStolenCookieWorthlessWhereItCan() throws Exception {
    Visitor owner = server.signedIn(Role.ADMIN);
    assertThat(isIn(owner.thief("test browser"))).as("the same browser, as far as seen").isTrue();

    assertThat(isIn(owner.thief("another browser"))).isFalse();
    assertThat(isIn(owner)).as("the owner, who is told so by having to sign in").isFalse();

    Visitor careful = server.signedIn(Role.ADMIN);
    Visitor thief = careful.thief("test browser");
    careful.submitTo("/", "/logout");
    assertThat(isIn(thief)).as("after the sign-out").isFalse();

    Operator operator = server.operator(Role.ADMIN);
    Visitor robbed = server.signedIn(operator);
    thief = robbed.thief("test browser");
    HttpResponse<String> set =
        robbed.submit(
            "/password",
            "old",
            RunningServer.PASSWORD,
            "password",
            "a wholly new one",
            "again",
            "a wholly new one");
    assertThat(location(set)).isEqualTo("/login?changed");
    assertThat(isIn(thief)).as("after another password").isFalse();
  }

  @Test
  void endsASessionThatHasBeenIdle() throws Exception {
    Visitor visitor = server.signedIn(Role.VIEWER);
    StandardSession session =
        (StandardSession) sessions().findSession(visitor.cookie(Visitor.SESSION));
    assertThat(session.getMaxInactiveInterval()).isEqualTo(30 * 60);
    // As if the last request had been then.
    session.setCreationTime(System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(29));
    assertThat(isIn(visitor)).isTrue();
    session.setCreationTime(System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(31));
    assertThat(isIn(visitor)).isFalse();
    assertThat(sessions().findSession(visitor.cookie(Visitor.SESSION))).isNull();
  }

  private static Manager sessions() {
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext) server.context();
    TomcatWebServer tomcat = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
    StandardContext served = (StandardContext) tomcat.getTomcat().getHost().findChildren()[0];
    return served.getManager();
  }

  @Test
  void endsASessionAfterHalfADayHoweverBusyItIs() throws Exception {
    Visitor visitor = server.signedIn(Role.VIEWER);
    server.clock().advance(Duration.ofHours(11));
    assertThat(isIn(visitor)).isTrue();
    server.clock().advance(Duration.ofHours(1));
    assertThat(location(visitor.get("/"))).isEqualTo("/login?ended");
    server.clock().reset();
    assertThat(isIn(visitor)).as("it does not come back").isFalse();
  }

  @Test
  void shutsOutWhoIsDisabledAndKnowsANewRole() throws Exception {
    Operator operator = server.operator(Role.ADMIN);
    Visitor visitor = server.signedIn(operator).asProgram();
    assertThat(visitor.get("/v1/keys").statusCode()).isEqualTo(200);
    server.operator(Role.ADMIN);
    server.operators().setRole(operator.id(), Role.VIEWER);
    forget(operator);
    assertThat(visitor.get("/v1/keys").statusCode()).isEqualTo(403);
    assertThat(visitor.get("/v1/status").statusCode()).isEqualTo(200);
    server.operators().disable(operator.id());
    forget(operator);
    assertThat(visitor.get("/v1/status").statusCode()).isEqualTo(401);
  }

  /** As ten seconds do. */
  private static void forget(Operator operator) {
    server.context().getBean(CurrentOperators.class).forget(operator.id());
  }

  @Test
  void slowsGuessingDownWithoutShuttingOutWhoIsKnown() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    server.signedIn(operator);
    // From the same address the owner was in before: it has an allowance of its own.
    for (int i = 0; i < 10; i++) {
      assertThat(location(wrong(operator))).isEqualTo("/login?refused");
    }
    assertThat(location(wrong(operator))).isEqualTo("/login?later");
    HttpResponse<String> right =
        server
            .visitor()
            .submit("/login", "username", operator.login(), "password", RunningServer.PASSWORD);
    assertThat(location(right)).isEqualTo("/login?later");
    Visitor byLink = server.visitor();
    byLink.submit("/login/link?token=" + server.link(operator));
    assertThat(byLink.get("/password").statusCode()).as("the way from the host").isEqualTo(200);
  }

  private static HttpResponse<String> wrong(Operator operator) throws Exception {
    return server
        .visitor()
        .submit("/login", "username", operator.login(), "password", "is it this one?");
  }

  @Test
  void saysTheSameOfWhoIsNotThereAndWhoHasAnotherPassword() throws Exception {
    Operator there = server.operator(Role.VIEWER);
    Operator disabled = server.operator(Role.VIEWER);
    server.operators().disable(disabled.id());
    assertThat(location(wrong(there))).isEqualTo("/login?refused");
    for (String login : new String[] {"nobody", disabled.login()}) {
      HttpResponse<String> answer =
          server.visitor().submit("/login", "username", login, "password", RunningServer.PASSWORD);
      assertThat(location(answer)).isEqualTo("/login?refused");
    }
  }

  @Test
  void takesNoFormWithoutItsToken() throws Exception {
    Visitor visitor = server.signedIn(Role.ADMIN);
    assertThat(visitor.post("/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/login", Map.of(), "username", "a").statusCode()).isEqualTo(403);
    assertThat(visitor.asProgram().send("POST", "/v1/events", "{}").statusCode()).isEqualTo(403);
    assertThat(isIn(visitor.with("Accept", "text/html"))).isTrue();
  }

  @Test
  void recordsWhoComesInChoosesAPasswordAndGoesOut() throws Exception {
    Operator operator = server.operatorWithoutPassword(Role.ADMIN);
    Visitor visitor = server.visitor();
    visitor.submit("/login/link?token=" + server.link(operator));
    String first = RunningServer.PASSWORD;
    visitor.submit("/password", "password", first, "again", first);
    visitor.submit("/login", "username", operator.login(), "password", first);
    assertThat(server.recorded(operator)).as("before the code").hasSize(1);
    visitor.takeUpSecondFactor();
    String next = "a wholly new one";
    visitor.submit("/password", "old", "not this one", "password", next, "again", next);
    visitor.submit("/password", "old", first, "password", next, "again", next);
    visitor.submit("/login", "username", operator.login(), "password", next);
    server.clock().advance(Duration.ofSeconds(30));
    visitor.submit("/second-factor", "code", visitor.code());
    assertThat(visitor.get("/v1/operators").statusCode()).isEqualTo(200);
    visitor.submitTo("/", "/logout");
    visitor.submitTo("/login", "/logout");

    assertThat(server.recorded(operator))
        .containsExactly(
            "themselves password",
            "themselves second_factor",
            "themselves sign_in",
            "themselves password",
            "themselves sign_in",
            "themselves sign_out");
    String number = Long.toString(operator.id());
    List<String> looks = new ArrayList<>();
    AuditRows rows = server.context().getBean(AuditRows.class);
    rows.forEach(
        null,
        null,
        row -> {
          if (row.actorKind().equals("operator") && row.actorId().equals(number)) {
            looks.add(row.action() + " " + row.requestId().length());
          }
        });
    assertThat(looks).hasSize(7).contains("operator.look 36");
  }

  @Test
  void letsNobodyInWhomItCannotRecord() throws Exception {
    try (RunningServer other = new RunningServer(data.resolve("unrecorded"))) {
      Operator operator = other.operator(Role.ADMIN);
      Visitor visitor = other.signedIn(operator);
      visitor.submitTo("/", "/logout");
      visitor.submit("/login", "username", operator.login(), "password", RunningServer.PASSWORD);
      other.clock().advance(Duration.ofSeconds(30));
      execute(other, "ALTER TABLE audit_head RENAME TO audit_head_away");
      HttpResponse<String> refused = visitor.submit("/second-factor", "code", visitor.code());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(isIn(visitor)).isFalse();

      execute(other, "ALTER TABLE audit_head_away RENAME TO audit_head");
      Visitor again = other.withPassword(operator).withAppOf(visitor);
      other.clock().advance(Duration.ofSeconds(30));
      again.submit("/second-factor", "code", again.code());
      assertThat(isIn(again)).isTrue();

      execute(other, "ALTER TABLE audit_head RENAME TO audit_head_away");
      again.submitTo("/", "/logout");
      assertThat(isIn(again)).as("a sign-out that cannot be recorded").isFalse();
      execute(other, "ALTER TABLE audit_head_away RENAME TO audit_head");
      assertThat(other.recorded(operator))
          .containsExactly(
              "themselves second_factor",
              "themselves sign_in",
              "themselves sign_out",
              "themselves sign_in");
    }
  }

  private static void execute(RunningServer of, String statement) throws SQLException {
    DatabaseSettings database = of.database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  @Test
  void leadsToThePageThatWasAskedForAndNowhereElse() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor visitor = server.visitor();
    assertThat(location(visitor.get("/password?from=here"))).isEqualTo("/login");
    HttpResponse<String> in =
        visitor.submit("/login", "username", operator.login(), "password", RunningServer.PASSWORD);
    String there = "http://127.0.0.1:" + server.port() + "/password?from=here";
    assertThat(location(in)).isEqualTo(there);
    visitor.takeUpSecondFactor();
    assertThat(visitor.get("/password?from=here").statusCode()).isEqualTo(200);

    Visitor tricked = server.visitor();
    String elsewhere = "https://evil.example//evil.example";
    tricked.setCookie(
        "REDIRECT_URI",
        Base64.getEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8)));
    in = tricked.submit("/login", "username", operator.login(), "password", RunningServer.PASSWORD);
    assertThat(location(in)).isEqualTo("/");
  }

  @Test
  void takesNoWeakPassword() throws Exception {
    Operator operator = server.operatorWithoutPassword(Role.VIEWER);
    Visitor visitor = server.visitor();
    visitor.submit("/login/link?token=" + server.link(operator));
    String[][] tries = {
      {"short", "short", "12 to 200"},
      {"long enough to do", "but not the same", "not the same"},
      {"abababababababab", "abababababababab", "again and again"},
      {"I am " + operator.login() + " I am", "I am " + operator.login() + " I am", "sign in under"}
    };
    for (String[] one : tries) {
      HttpResponse<String> answer =
          visitor.submit("/password", "password", one[0], "again", one[1]);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains(one[2]);
    }
  }
}
