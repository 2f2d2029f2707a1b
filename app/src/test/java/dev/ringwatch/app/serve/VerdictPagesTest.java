package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The forms by which people decide, without a script, and in the system's Chromium. */
class VerdictPagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc&x=1#y";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor client;

  @BeforeAll
  static void start() throws Exception {
    // No minute closes meanwhile: a search for rings would not find the one that is put there.
    server =
        new RunningServer(
            data, "ringwatch.operators.second-factor=false", "ringwatch.detection.lateness=1h");
    client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    for (String account : List.of("a", "b", "c", "d", HOSTILE)) {
      Map<String, String> event =
          Map.of("account_id", account, "action", "login", "timestamp", Instant.now().toString());
      assertThat(client.send("POST", "/v1/events", JSON.writeValueAsString(event)).statusCode())
          .isEqualTo(202);
    }
    Await.until(() -> client.get("/v1" + accountPage(HOSTILE)).statusCode() == 200);
    execute(
        "INSERT INTO rings VALUES ('r', 80, 2, 1, now(), now(), NULL, '[]', '[]', 0);"
            + "INSERT INTO rings_written (at) VALUES (now());"
            + "INSERT INTO ring_members VALUES ('r', 'a', 'core', now(), NULL),"
            + " ('r', 'b', 'core', now(), NULL)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String encoded(String account) {
    return URLEncoder.encode(account, StandardCharsets.UTF_8);
  }

  private static String accountPage(String account) {
    return "/accounts?id=" + encoded(account);
  }

  /** Sends the form of a page, and opens where it leads. */
  private static String decide(Visitor visitor, String page, String action, String... fields)
      throws Exception {
    HttpResponse<String> answer = visitor.submitTo(page, action, fields);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
    String to = Visitor.location(answer);
    assertThat(to).endsWith("#verdict");
    return visitor.get(to.substring(0, to.indexOf('#'))).body();
  }

  @Test
  void letsAnAnalystDecideAndTakeItBack() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    String page = accountPage("c");
    assertThat(analyst.get(page).body()).contains("Nobody has decided about it");
    String decided =
        decide(
            analyst,
            page,
            "/verdicts?account=c",
            "verdict",
            "abusive",
            "abuse_type",
            "promotion_abuse",
            "reason",
            "<b>same</b> card");
    assertThat(decided)
        .contains(
            "<li class=\"stands\">",
            "<b>abusive</b> promotion abuse, by " + operator.displayName(),
            "&lt;b&gt;same&lt;/b&gt; card");
    String benign =
        decide(analyst, page, "/verdicts?account=c", "verdict", "benign", "abuse_type", "spam");
    assertThat(benign).contains("<b>benign</b> by " + operator.displayName(), "class=\"past\"");
    String id = JSON.readTree(client.get("/v1/accounts/c").body()).at("/verdict/id").asString();
    String back = decide(analyst, page, "/verdicts/withdraw", "id", id);
    assertThat(back)
        .contains("<li class=\"withdrawn\">", "Taken back by " + operator.displayName());
    assertThat(JSON.readTree(client.get("/v1/accounts/c").body()).at("/verdict/verdict").asString())
        .isEqualTo("abusive");
  }

  @Test
  void isDecidedAboutARingAndItsMembers() throws Exception {
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(analyst.get("/rings/r").body()).contains("and all 2 accounts that are in it");
    String ring =
        decide(analyst, "/rings/r", "/verdicts?ring=r", "verdict", "abusive", "members", "all");
    assertThat(ring).contains("<b>abusive</b>");
    assertThat(analyst.get(accountPage("a")).body()).contains("with its ring");
    assertThat(JSON.readTree(client.get("/v1/rings/r").body()).at("/verdict/verdict").asString())
        .isEqualTo("abusive");
  }

  @Test
  void leavesAnAppealToSomebodyElse() throws Exception {
    Visitor first = server.withPassword(server.operator(Role.ANALYST));
    Visitor second = server.withPassword(server.operator(Role.LEAD));
    String page = accountPage("d");
    decide(first, page, "/verdicts?account=d", "verdict", "abusive");
    String appeal = "{\"account\":\"d\",\"text\":\"it was my <i>brother</i>\"}";
    assertThat(client.send("POST", "/v1/appeals", appeal).statusCode()).isEqualTo(200);
    String action = "/verdicts?account=d&origin=appeal";
    assertThat(first.get(page).body())
        .contains(
            "my &lt;i&gt;brother&lt;/i&gt;", "action=\"/verdicts?account=d&amp;origin=appeal\"");
    HttpResponse<String> refused = first.submitTo(page, action, "verdict", "benign");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("somebody else has to look again", "/accounts?id=d#verdict");
    decide(first, page, action, "verdict", "unsure");
    assertThat(decide(second, page, action, "verdict", "benign")).contains("on appeal");
    assertThat(client.get("/v1/appeals?account=d").body()).contains("\"state\":\"overturned\"");
  }

  @Test
  void takesNothingFromWhoMayNotNorFromElsewhere() throws Exception {
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get(accountPage("b")).body())
        .contains("<h2>Verdict</h2>")
        .doesNotContain("action=\"/verdicts");
    assertThat(
            viewer
                .submitTo(accountPage("b"), "/verdicts?account=b", "verdict", "benign")
                .statusCode())
        .isEqualTo(403);
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(analyst.post("/verdicts?account=b", Map.of(), "verdict", "benign").statusCode())
        .as("without the page's token")
        .isEqualTo(403);
    HttpResponse<String> odd =
        analyst.submitTo(accountPage("b"), "/verdicts?account=b", "verdict", "<i>");
    assertThat(odd.statusCode()).isEqualTo(422);
    assertThat(odd.body()).contains("Nothing was decided", "&lt;i&gt;").doesNotContain("<i>");
    assertThat(analyst.submitTo(accountPage("b"), "/verdicts/withdraw", "id", "9999").statusCode())
        .isEqualTo(422);
  }

  @Test
  void showsNothingThatIsNotTextAndDecidesAboutIt() throws Exception {
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    String page =
        decide(
            analyst,
            accountPage(HOSTILE),
            "/verdicts?account=" + encoded(HOSTILE),
            "verdict",
            "unsure");
    assertThat(page)
        .contains("<b>unsure</b>")
        .doesNotContain("<script>", "\u202E", "style=", "onclick=");
  }

  @Tag("browser")
  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,false", "820,true", "1440,false"})
  void fitsItsWindowAndWorksInABrowser(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      for (String path : List.of(accountPage(HOSTILE), "/rings/r")) {
        page.navigate(path);
        page.locator("#decide [name=reason]").fill("x".repeat(200));
        Browser.follow(page, () -> page.locator("#decide [name=verdict][value=abusive]").click());
        assertThat(page.locator(".verdicts li").first().getAttribute("class")).isEqualTo("stands");
        assertThat(page.locator(".verdicts b").first().textContent()).isEqualTo("abusive");
        assertThat(Browser.faults(page)).isEmpty();
        assertThat(browser.wrong()).isEmpty();
      }
    }
  }
}
