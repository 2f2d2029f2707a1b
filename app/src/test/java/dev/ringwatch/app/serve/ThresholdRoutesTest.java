package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calibration, and who lets thresholds pass: over a real socket, and in the system's Chromium. */
class ThresholdRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PROPOSAL =
      "{\"kind\":\"account\",\"threshold\":64.5,\"reason\":\"a trial\"}";
  private static final String YES = "{\"reason\":\"it is right\"}";

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor program;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor lead;

  @BeforeAll
  static void start() throws Exception {
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.calibration.every=0s",
            "ringwatch.calibration.auto-adjust=true");
    program =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    lead = operator(Role.LEAD);
  }

  /** A new operator who is signed in, and asks as a program of the browser's would. */
  private static Visitor operator(Role role) throws Exception {
    Visitor visitor = server.withPassword(server.operator(role));
    String token = Visitor.hidden(visitor.get("/calibration").body()).getOrDefault("_csrf", "");
    return visitor.asProgram().with("X-XSRF-TOKEN", token);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() throws Exception {
    execute("TRUNCATE threshold_history, verdicts, risk_scores, accounts CASCADE");
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Benign accounts of the random sample, with even scores up to one, and some that are bad. */
  private static void labels(int benign, double upTo) throws Exception {
    execute(
        "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
            + " reasons) SELECT 'benign' || n, now() - interval '1 day', round((n * %s / %d)::numeric,"
                .formatted(upTo, benign)
            + " 1), 0, 0, '[]' FROM generate_series(1, %d) n;".formatted(benign)
            + "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score,"
            + " ring_score, reasons) SELECT 'bad' || n, now() - interval '1 day', 60 + n, 0, 0, '[]'"
            + " FROM generate_series(1, 30) n;"
            + "INSERT INTO accounts (account_id, first_event_at, last_event_at, events,"
            + " enforced_events, risk_score, band, anomaly_score, ring_score, scored_at) SELECT"
            + " account_id, now(), now(), 1, 0, risk_score, 'low', 0, 0, scored_at FROM risk_scores;"
            + "INSERT INTO verdicts (account_id, verdict, reason, origin, inclusion_probability,"
            + " decided_by, decided_at) SELECT account_id, CASE WHEN account_id LIKE 'bad%' THEN"
            + " 'abusive' ELSE 'benign' END, '', CASE WHEN account_id LIKE 'bad%' THEN 'review' ELSE"
            + " 'audit' END, CASE WHEN account_id LIKE 'bad%' THEN NULL ELSE 0.1 END, 'operator 1',"
            + " now() - interval '1 hour' FROM risk_scores");
  }

  /** The twenty accounts with the highest scores are new, and a dozen of them are flagged. */
  @Test
  void warnsWhereTheBoundFailsForAGroup() throws Exception {
    labels(1000, 50);
    execute(
        "UPDATE accounts SET account_created_at = CASE WHEN risk_score > 49 AND account_id LIKE"
            + " 'benign%' THEN date_trunc('day', now() - interval '1 hour', 'UTC')"
            + " + interval '1 minute' ELSE '2020-01-01Z' END");
    JsonNode calibrated = done(program.send("POST", "/v1/calibrations", ""));
    assertThat(lead.get("/calibration").body())
        .contains("The bound fails for a group")
        .contains("account age under 1 day: ")
        .contains(" of 20 benign audited accounts are flagged");
    assertThat(lead.get("/calibration/" + calibrated.get("id").asLong()).body())
        .contains("Are groups of accounts treated alike?")
        .containsOnlyOnce("fails here")
        .containsOnlyOnce("no sign that it fails");
  }

  private static JsonNode done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body()).path("detail").asString();
  }

  private static double holds() throws Exception {
    return done(program.get("/v1/thresholds")).at("/in_force/account").asDouble();
  }

  @Test
  void saysWhatHoldsAndKeepsWhyThereIsNoThreshold() throws Exception {
    JsonNode page = done(program.get("/v1/thresholds"));
    assertThat(page.at("/in_force/account").asDouble()).isEqualTo(70);
    assertThat(page.at("/in_force/ring").asDouble()).isEqualTo(70);
    assertThat(page.at("/live/benign").asInt()).isZero();

    JsonNode refused = done(program.send("POST", "/v1/calibrations", ""));

    assertThat(refused.get("state").asString()).isEqualTo("refused");
    assertThat(refused.get("threshold").isNull()).isTrue();
    assertThat(refused.get("reason").asString()).isEqualTo("there are no labels to calibrate on");
    assertThat(holds()).isEqualTo(70);
  }

  @Test
  void aLowerThresholdWaitsForSomebodyElse() throws Exception {
    labels(200, 50);
    JsonNode proposed = done(lead.send("POST", "/v1/calibrations", ""));
    String path = "/v1/thresholds/" + proposed.get("id").asLong();
    assertThat(proposed.get("state").asString()).isEqualTo("proposed");
    assertThat(proposed.get("threshold").asDouble()).isEqualTo(51.0);
    assertThat(proposed.at("/basis/benign").asInt()).isEqualTo(200);
    assertThat(holds()).isEqualTo(70);

    assertThat(refused(lead.send("POST", path + "/approve", YES), 409))
        .contains("was proposed by you: somebody else lets it pass");
    assertThat(program.send("POST", path + "/approve", YES).statusCode())
        .as("no key may, whatever its scopes")
        .isEqualTo(403);

    Visitor other = operator(Role.ADMIN);
    JsonNode approved = done(other.send("POST", path + "/approve", YES));
    assertThat(approved.get("state").asString()).isEqualTo("approved");
    assertThat(approved.get("decision_reason").asString()).isEqualTo("it is right");
    assertThat(holds()).isEqualTo(51.0);
    JsonNode whole = done(program.get(path));
    assertThat(whole.at("/report/changed/count").asInt()).as("61 to 69").isEqualTo(9);
    assertThat(refused(other.send("POST", path + "/approve", YES), 409))
        .contains("does not wait to be decided");
    assertThat(whole.at("/threshold/effective_from").isNull())
        .as("no account was looked at since")
        .isTrue();
    assertThat(
            server.recorded(
                "threshold", Long.toString(proposed.get("id").asLong()), row -> row.action()))
        .startsWith("threshold.calibrate", "threshold.approve");
  }

  @Test
  void aHigherThresholdHoldsAtOnceWhereItMay() throws Exception {
    labels(200, 95);
    JsonNode raised = done(lead.send("POST", "/v1/calibrations", ""));

    assertThat(raised.get("state").asString()).isEqualTo("approved");
    assertThat(raised.get("threshold").asDouble()).isEqualTo(96.0);
    assertThat(raised.get("decided_by").asString()).isEqualTo("system");
    assertThat(raised.get("decision_reason").asString()).contains("auto-adjust is on");
    assertThat(holds()).isEqualTo(96.0);
    JsonNode live = done(program.get("/v1/thresholds")).get("live");
    assertThat(live.get("max_fpr").asDouble()).isEqualTo(0.02);
  }

  @Test
  void takesThresholdsByHandOfRingsToo() throws Exception {
    JsonNode ring =
        done(
            lead.send(
                "POST",
                "/v1/thresholds",
                "{\"kind\":\"ring\",\"threshold\":55,\"reason\":\"more of them\"}"));
    assertThat(program.send("POST", "/v1/thresholds", PROPOSAL).statusCode())
        .as("a key has no owner who could be told from the one who lets it pass")
        .isEqualTo(403);
    assertThat(ring.get("state").asString())
        .as("by hand none passes by itself")
        .isEqualTo("proposed");
    String path = "/v1/thresholds/" + ring.get("id").asLong();
    assertThat(
            done(lead.send("POST", path + "/reject", "{\"reason\":\"no\"}"))
                .get("state")
                .asString())
        .isEqualTo("rejected");
    assertThat(
            done(program.get("/v1/thresholds?kind=ring&state=rejected")).at("/thresholds").size())
        .isEqualTo(1);
    assertThat(done(program.get("/v1/thresholds?kind=account")).at("/thresholds").size()).isZero();

    for (String bad :
        List.of(
            "{\"kind\":\"lag\",\"threshold\":55,\"reason\":\"x\"}",
            "{\"kind\":\"ring\",\"threshold\":101,\"reason\":\"x\"}",
            "{\"kind\":\"ring\",\"threshold\":55.55,\"reason\":\"x\"}",
            "{\"kind\":\"ring\",\"threshold\":\"55\",\"reason\":\"x\"}",
            "{\"kind\":\"ring\",\"threshold\":55}",
            "{\"kind\":\"ring\",\"threshold\":55,\"reason\":\"x\",\"more\":1}")) {
      assertThat(refused(lead.send("POST", "/v1/thresholds", bad), 422)).isNotEmpty();
    }
    assertThat(
            refused(
                lead.send(
                    "POST",
                    "/v1/thresholds",
                    "{\"kind\":\"ring\",\"threshold\":70,\"reason\":\"x\"}"),
                409))
        .isEqualTo("the threshold of ring is 70.0 already");
    assertThat(refused(program.get("/v1/thresholds?state=open"), 400))
        .contains("state is refused,");
    assertThat(refused(program.get("/v1/thresholds/77"), 404))
        .isEqualTo("there is no threshold 77");
  }

  @Test
  void whatWaitsAlreadyIsNotProposedOnceMoreAndWhatIsOtherwiseTakesItsPlace() throws Exception {
    labels(200, 50);
    String first =
        "/v1/thresholds/" + done(program.send("POST", "/v1/calibrations", "")).get("id").asLong();
    JsonNode again = done(program.send("POST", "/v1/calibrations", ""));
    assertThat(again.get("state").asString()).isEqualTo("unchanged");
    assertThat(again.get("reason").asString()).contains("which waits, says the same");
    assertThat(done(program.get(first)).at("/threshold/state").asString()).isEqualTo("proposed");

    execute(
        "UPDATE verdicts SET verdict = 'unsure' WHERE account_id IN ('benign200', 'benign199')");
    JsonNode later = done(program.send("POST", "/v1/calibrations", ""));
    assertThat(later.get("state").asString()).isEqualTo("proposed");
    assertThat(done(program.get(first)).at("/threshold/state").asString()).isEqualTo("replaced");

    execute("DELETE FROM verdicts WHERE origin = 'audit'");
    JsonNode refused = done(program.send("POST", "/v1/calibrations", ""));
    assertThat(refused.get("state").asString()).isEqualTo("refused");
    assertThat(done(program.get("/v1/thresholds?state=proposed")).at("/thresholds").size())
        .as("it changes nothing")
        .isEqualTo(1);
  }

  @Tag("browser")
  @ParameterizedTest(name = "{0} pixels, dark {1}")
  @CsvSource({"390,true", "1440,false"})
  void isDecidedOnThePage(int width, boolean dark) throws Exception {
    labels(200, 50);
    JsonNode calibrated = done(program.send("POST", "/v1/calibrations", ""));
    done(lead.send("POST", "/v1/thresholds", PROPOSAL));
    Operator maria = server.operator(Role.LEAD);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, maria.login());
      page.navigate("/calibration");
      assertThat(page.locator(".story li").count()).as("what waits").isEqualTo(2);
      check(browser, page);
      page.navigate("/calibration/" + calibrated.get("id").asLong());
      check(browser, page);
      page.locator("[name=reason]").fill("<b>right</b>");
      Browser.follow(page, () -> page.locator("[name=decision][value=approve]").click());
      assertThat(page.locator("section p b").first().textContent()).startsWith("let pass");
      assertThat(page.locator("section").first().textContent())
          .contains("Decided because: <b>right</b>");
      check(browser, page);
    }
    assertThat(holds()).isEqualTo(51.0);
  }

  private static void check(Browser browser, Page page) {
    assertThat(Browser.misfits(page)).isEmpty();
    assertThat(browser.wrong()).isEmpty();
  }

  @Test
  void whoProposedItMayTakeItBackAndNobodyElseMayWhoIsNoLead() throws Exception {
    Operator maria = server.operator(Role.LEAD);
    Visitor marias = server.withPassword(maria);
    HttpResponse<String> proposed =
        marias.submitTo(
            "/calibration", "/thresholds", "kind", "account", "threshold", "64,5", "reason", "so");
    assertThat(proposed.statusCode()).as("%s", proposed.body()).isEqualTo(303);
    String path = Visitor.location(proposed);
    assertThat(marias.get(path).body())
        .contains("70.0 → 64.5", "Take back", "somebody else, who is lead or admin")
        .doesNotContain("Let it hold", "style=", "<script>");

    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get(path).body()).contains("70.0 → 64.5").doesNotContain("Take back");
    assertThat(viewer.get("/calibration").body()).doesNotContain("Calibrate now");
    assertThat(viewer.get("/calibration/9999").statusCode()).isEqualTo(404);

    marias.submit(path, "decision", "reject", "reason", "a slip");
    assertThat(marias.get(path).body()).contains("rejected", "Decided because: a slip");
  }
}
