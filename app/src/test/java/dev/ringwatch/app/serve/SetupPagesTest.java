package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings over a real socket: forms from end to end, and who may not. */
class SetupPagesTest {

  private static final String OPERATORS = "/settings/operators";
  private static final String KEYS = "/settings/keys";
  private static final Pattern SECRET = Pattern.compile("<bdi>(rw_[^<]+)</bdi>");
  private static final Pattern LINK = Pattern.compile("<bdi>(http[^<]+)</bdi>");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Operator self;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor admin;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    self = server.operator(Role.ADMIN);
    admin = server.withPassword(self);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> answer = visitor.get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return harmless(answer);
  }

  private static String harmless(HttpResponse<String> answer) {
    assertThat(answer.body()).doesNotContain("<script>", "\u202E", "style=", "onclick=");
    return answer.body();
  }

  /** Sends a form of a page; what it answers. */
  private static String send(int status, String page, String action, String... fields)
      throws Exception {
    HttpResponse<String> answer = admin.submitTo(page, action, fields);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    return harmless(answer);
  }

  private static String of(Operator operator) {
    return OPERATORS + "/" + operator.id();
  }

  private static String first(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/settings",
        "/settings/operators",
        "/settings/keys",
        "/settings/audit",
        "/settings/archive",
        "/settings/erasures",
        "/settings/configuration"
      })
  void isForAdministrators(String path) throws Exception {
    assertThat(page(admin, path)).contains("aria-label=\"Parts\"");
    Visitor lead = server.withPassword(server.operator(Role.LEAD));
    assertThat(lead.get(path).statusCode()).isEqualTo(403);
    assertThat(lead.get("/").body()).doesNotContain("href=\"/settings\"");
    assertThat(lead.submitTo("/operations", OPERATORS, "login", "x", "role", "admin").statusCode())
        .isEqualTo(403);
    assertThat(server.visitor().get(path).statusCode()).isEqualTo(302);
  }

  @Test
  void takesNoFormWithoutItsToken() throws Exception {
    String form = "name=thief&scope=admin";
    assertThat(admin.send("POST", KEYS, form).statusCode()).isEqualTo(403);
    assertThat(page(admin, KEYS)).doesNotContain("thief");
  }

  @Test
  void addsSomebodyWhoComesInByTheLinkThatIsShownOnce() throws Exception {
    String made =
        send(
            200, OPERATORS, OPERATORS, "login", "grace", "name", "<b>Grace</b>", "role", "analyst");
    assertThat(made).contains("Shown this once", "&lt;b&gt;Grace&lt;/b&gt;");
    URI link = URI.create(first(LINK, made));
    assertThat(page(admin, OPERATORS)).contains("has not come in yet").doesNotContain("token=");
    Visitor grace = server.visitor();
    grace.submit(link.getPath() + "?" + link.getQuery());
    String password = "a password of hers";
    grace.submit("/password", "password", password, "again", password);
    grace.submit("/login", "username", "grace", "password", password);
    assertThat(page(grace, "/queue")).contains("grace");
    assertThat(send(422, OPERATORS, OPERATORS, "login", "Grace", "role", "viewer"))
        .contains("Nobody was added: there is an operator Grace already");
    assertThat(send(422, OPERATORS, OPERATORS, "login", "a", "role", "king"))
        .contains("a role is viewer, analyst, lead or admin, not king");
    assertThat(send(422, OPERATORS, OPERATORS, "login", " ", "role", "viewer"))
        .contains("must be a name in one line");
    assertThat(
            send(
                200, OPERATORS, OPERATORS, "login", "h@x.org", "role", "viewer", "sign_on", "true"))
        .contains("h@x.org can come by single sign-on now");
    Operator added = server.operators().find("grace").orElseThrow();
    assertThat(server.recorded(added))
        .startsWith("operator add", "operator link", "themselves password");
  }

  @Test
  void endsTheSessionOfWhoIsDisabledAtOnce() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor visitor = server.withPassword(operator);
    assertThat(visitor.get("/queue").statusCode()).isEqualTo(200);
    assertThat(send(200, OPERATORS, of(operator), "what", "disable"))
        .contains("is let in no more; all sessions are over");
    assertThat(visitor.get("/queue").statusCode()).isEqualTo(302);
    assertThat(send(422, OPERATORS, of(operator), "what", "link")).contains("is disabled");
    assertThat(send(200, OPERATORS, of(operator), "what", "enable")).contains("may sign in again");
    assertThat(visitor.get("/queue").statusCode()).as("that session is over").isEqualTo(302);
    assertThat(server.withPassword(operator).get("/queue").statusCode()).isEqualTo(200);
    assertThat(server.recorded(operator))
        .containsSubsequence("operator disable", "operator enable");
  }

  @Test
  void changesRolesAndForgetsSecondFactors() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor visitor = server.withPassword(operator);
    assertThat(send(200, OPERATORS, of(operator), "what", "role", "role", "lead"))
        .contains(operator.login() + " is lead now");
    assertThat(page(visitor, "/")).contains(", lead");
    assertThat(send(200, OPERATORS, of(operator), "what", "sign-out"))
        .contains("All sessions of " + operator.login() + " are over");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    server.operators().setSecondFactor(operator.id(), new byte[] {1}, 1);
    assertThat(send(200, OPERATORS, of(operator), "what", "reset")).contains("/login/link?token=");
    assertThat(server.operators().find(operator.id()).orElseThrow().hasSecondFactor()).isFalse();
    assertThat(send(422, OPERATORS, of(operator), "what", "burn")).contains("what to do is role");
    assertThat(send(404, OPERATORS, OPERATORS + "/999999", "what", "role"))
        .contains("There is no operator 999999");
    assertThat(send(404, OPERATORS, OPERATORS + "/odd", "what", "role"))
        .contains("no operator odd");
  }

  @Test
  void letsNobodyLockThemselvesOut() throws Exception {
    for (String what : new String[] {"disable", "reset", "role"}) {
      assertThat(send(422, OPERATORS, of(self), "what", what, "role", "viewer"))
          .contains("takes another administrator");
    }
    Operator other = server.operator(Role.ADMIN);
    assertThat(send(200, OPERATORS, of(other), "what", "role", "role", "viewer"))
        .contains("is viewer now");
    // Who was the last one when the page was loaded may be it no more when the form arrives.
    Operator third = server.operator(Role.ADMIN);
    server.operators().setRole(self.id(), Role.VIEWER);
    for (Operator one : server.operators().list()) {
      if (one.role() == Role.ADMIN && one.id() != third.id()) {
        server.operators().setRole(one.id(), Role.VIEWER);
      }
    }
    try {
      assertThat(send(422, OPERATORS, of(third), "what", "disable"))
          .contains(third.login() + " is the last administrator: make another one first");
      assertThat(send(422, OPERATORS, of(third), "what", "role", "role", "lead"))
          .contains("the last administrator");
    } finally {
      server.operators().setRole(self.id(), Role.ADMIN);
    }
  }

  @Test
  void makesAKeyThatWorksUntilItIsRevoked() throws Exception {
    String made =
        send(200, KEYS, KEYS, "name", "<script>", "scope", "read", "days", "7", "source", "shop");
    String secret = first(SECRET, made);
    assertThat(made).contains("&lt;script&gt;", "Shown this once");
    assertThat(page(admin, KEYS)).doesNotContain(secret).contains("only <bdi>source shop</bdi>");
    Visitor program = server.visitor().asProgram().with("Authorization", "Bearer " + secret);
    assertThat(program.get("/v1/status").statusCode()).isEqualTo(200);
    assertThat(program.get("/v1/keys").statusCode()).isEqualTo(403);
    String id = first(Pattern.compile("Key (\\d+) was made"), made);
    String next = send(200, KEYS, KEYS + "/" + id, "what", "rotate");
    assertThat(first(SECRET, next)).isNotEqualTo(secret);
    String other = first(Pattern.compile("Key (\\d+) takes the place"), next);
    assertThat(send(200, KEYS, KEYS + "/" + other, "what", "revoke")).contains("holds no more");
    Visitor revoked =
        server.visitor().asProgram().with("Authorization", "Bearer " + first(SECRET, next));
    assertThat(revoked.get("/v1/status").statusCode()).isEqualTo(401);
    assertThat(send(422, KEYS, KEYS + "/" + other, "what", "revoke"))
        .contains("there is no key " + other + " that holds");
    assertThat(server.recorded("api_key", id, row -> row.actorKind() + " " + row.action()))
        .contains("operator key.create", "operator key.rotate");
  }

  @Test
  void saysWhatCannotBeOfAKey() throws Exception {
    assertThat(send(422, KEYS, KEYS, "name", "a")).contains("a key needs at least one scope");
    assertThat(send(422, KEYS, KEYS, "name", " ", "scope", "read")).contains("the name must be");
    assertThat(send(422, KEYS, KEYS, "name", "a", "scope", "all")).contains("no scope all");
    assertThat(send(422, KEYS, KEYS, "name", "a", "scope", "read", "days", "0"))
        .contains("the days must be 1 to");
    assertThat(send(422, KEYS, KEYS, "name", "a", "scope", "read", "days", "soon"))
        .contains("days is a whole number, not soon");
    assertThat(send(404, KEYS, KEYS + "/odd", "what", "revoke")).contains("There is no key odd");
  }

  @Test
  void putsOnListsAndTakesOffWithAReason() throws Exception {
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    String list = "/lists?list=watch";
    HttpResponse<String> put =
        analyst.submitTo(
            list,
            "/lists",
            "list",
            "watch",
            "what",
            "account",
            "value",
            "<script>x",
            "reason",
            "<script>alert(1)</script>\u200B",
            "days",
            "3",
            "change",
            "put");
    assertThat(Visitor.location(put)).isEqualTo(list);
    assertThat(page(analyst, list))
        .contains(
            "&lt;script&gt;x", "&lt;script&gt;alert(1)&lt;/script&gt;⟨U+200B⟩", "Take it off");
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(page(viewer, list)).contains("&lt;script&gt;x").doesNotContain("Take it off");
    String[] off = {"list", "watch", "what", "account", "value", "<script>x", "change", "remove"};
    assertThat(viewer.submitTo(list, "/lists", off).statusCode()).isEqualTo(403);
    HttpResponse<String> why = analyst.submitTo(list, "/lists", off);
    assertThat(why.statusCode()).isEqualTo(422);
    assertThat(harmless(why)).contains("a reason of 1 to 1000 characters is needed");
    HttpResponse<String> done =
        analyst.submitTo(
            list,
            "/lists",
            "list",
            "watch",
            "what",
            "account",
            "value",
            "<script>x",
            "reason",
            "over",
            "change",
            "remove");
    assertThat(Visitor.location(done)).isEqualTo(list);
    assertThat(page(analyst, list)).contains("Nothing is on this list");
    assertThat(server.recorded("listed", "<script>x", row -> row.actorKind() + " " + row.action()))
        .containsExactly("operator list.put", "operator list.remove");
    assertThat(analyst.get("/lists?list=odd").statusCode()).isEqualTo(400);
  }

  @Test
  void showsWhoDidWhatByFilterAndPage() throws Exception {
    for (int i = 0; i < 60; i++) {
      page(admin, "/settings/audit?action=audit.look");
    }
    String page = page(admin, "/settings/audit?action=audit.look");
    assertThat(page).contains("<code>audit.look</code>").doesNotContain("<code>key.look</code>");
    String older = first(Pattern.compile("href=\"(/settings/audit\\?[^\"]*cursor=[^\"]+)\""), page);
    assertThat(page(admin, older)).contains("<code>audit.look</code>");
    assertThat(page(admin, "/settings/audit?who=system")).contains("<code>server.start</code>");
    assertThat(page(admin, "/settings/audit?who=operator+" + self.id() + "&action=audit."))
        .contains("<bdi>" + self.displayName() + "</bdi>");
    assertThat(page(admin, "/settings/audit?object=nobody%00here")).contains("No row is like that");
    assertThat(page(admin, "/settings/audit?to=2001-01-01T00%3A00"))
        .contains("No row is like that");
    assertThat(Visitor.location(admin.get("/settings/audit?who=&action=audit.look")))
        .isEqualTo("/settings/audit?action=audit.look");
    assertThat(admin.get("/settings/audit?from=odd").statusCode()).isEqualTo(400);
    assertThat(admin.get("/csv/audit?action=server.start").body())
        .contains("server.start")
        .doesNotContain("audit.look");
  }

  @Test
  void verifiesTheAuditLogWhenAsked() throws Exception {
    HttpResponse<String> begun = admin.submitTo("/settings/audit", "/settings/audit/verify");
    assertThat(Visitor.location(begun)).isEqualTo("/settings/audit#verification");
    Await.until(() -> admin.get("/settings/audit").body().contains("are as they were written"));
    assertThat(server.recorded("audit", "", row -> row.action())).contains("audit.verify");
  }

  @Test
  void showsSettingsWithoutSecrets() throws Exception {
    String all = page(admin, "/settings/configuration");
    assertThat(all)
        .contains("<code>retention</code>", "RINGWATCH_RETENTION", "<code>ringwatch.ingest</code>")
        .contains("***");
    String set = page(admin, "/settings/configuration?set=true");
    assertThat(set).contains("given at start").doesNotContain("<code>retention</code>");
    String password = server.database().password();
    if (password.length() > 8) {
      assertThat(all).doesNotContain(password);
    }
    assertThat(page(admin, "/settings")).contains("settings are not at the default", "keys hold");
    assertThat(page(admin, "/settings/archive"))
        .contains("kept for <b>30 days</b>", "There is no archive", "No day was written yet");
  }
}
