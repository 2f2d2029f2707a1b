package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.ringwatch.app.Main;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hunts over HTTP, on their pages, and by the command. */
class HuntRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor client;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path config;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Instant begin;

  @BeforeAll
  static void start() throws Exception {
    Path hunts = folder.resolve("hunts");
    SampleHunts.write(hunts);
    server =
        new RunningServer(
            folder.resolve("data"),
            "ringwatch.operators.second-factor=false",
            "ringwatch.hunts.directory=" + hunts);
    client = server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.READ));
    begin = server.clock().instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    server.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action,"
            + " device_id, country) SELECT 1000000 + i, timestamptz '"
            + begin
            + "' + i * interval '1 s', 0, false, 'e' || i, name, 'login', device, 'DE'"
            + " FROM (VALUES ('u/1', '=cmd', 3), ('<b>u2</b>', NULL, 2), ('u3', 'd', 1))"
            + " one (name, device, times), generate_series(1, times) i");
    server.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, ring_id, scored_at)"
            + " VALUES ('u/1', now(), now(), 3, 0, 50, 'medium', 50, 50, 'ring-7', now())");
    config = configuration(hunts);
  }

  private static Path configuration(Path hunts) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), server.database().password());
    String role =
        server.context().getEnvironment().getProperty("ringwatch.hunts.database.password");
    Path hunter = Files.writeString(folder.resolve("hunter"), String.valueOf(role));
    return Files.writeString(
        folder.resolve("ringwatch.yaml"),
        """
        ringwatch:
          database: {url: '%s', user: '%s', password-file: '%s'}
          hunts:
            directory: '%s'
            database: {user: ringwatch_hunts, password-file: '%s'}
        """
            .formatted(server.database().url(), server.database().user(), password, hunts, hunter));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void refused(int status, String path, String sentence) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(answer.body()).path("detail").asString()).isEqualTo(sentence);
  }

  // Over HTTP.

  @Test
  void listsHuntsAndWhatIsNone() throws Exception {
    JsonNode list = json("/v1/hunts");
    assertThat(list.at("/hunts").valueStream().map(hunt -> hunt.path("name").asString()))
        .contains("busy", "share");
    assertThat(list.at("/unusable").toString())
        .isEqualTo(
            "[{\"file\":\"broken.sql\",\"line\":1,\"problem\":\"the header does not say question\"}]");
    JsonNode one = json("/v1/hunts/busy");
    assertThat(one.path("own").asBoolean()).isTrue();
    assertThat(one.at("/parameters/0").toString())
        .isEqualTo(
            "{\"name\":\"events\",\"type\":\"integer\",\"usual\":\"2\",\"least\":\"1\","
                + "\"most\":\"1000\",\"description\":\"least events\"}");
    assertThat(one.at("/parameters/1/usual").isNull()).isTrue();
  }

  @Test
  void answersWithWhatItFindsAndRecordsIt() throws Exception {
    JsonNode answer = json("/v1/hunts/busy/run?since=2h&limit=1&country=DE");
    assertThat(answer.path("columns").toString())
        .isEqualTo(
            "[\"account_id\",\"ring_id\",\"events\",\"first_at\",\"accounts\",\"share\",\"device_id\"]");
    assertThat(answer.path("rows").toString())
        .isEqualTo(
            "[{\"account_id\":\"u/1\",\"ring_id\":\"ring-7\",\"events\":3,\"first_at\":\""
                + begin.plusSeconds(1)
                + "\",\"accounts\":[\"u/1\"],\"share\":0.125,\"device_id\":\"=cmd\"}]");
    assertThat(answer.path("more").asBoolean()).isTrue();
    assertThat(answer.path("parameters").toString())
        .isEqualTo("{\"events\":\"2\",\"country\":\"DE\"}");
    assertThat(Instant.parse(answer.path("until").asString()))
        .isBetween(server.clock().instant().minusSeconds(600), server.clock().instant());
    assertThat(
            server.recorded(
                "hunt",
                "busy",
                row -> row.action() + " " + row.actorKind() + " " + row.details().plain()))
        .anyMatch(row -> row.startsWith("hunt.run api_key") && row.contains("DE"));
  }

  @Test
  void keepsToTheTimeFromItsFirstMomentToBeforeItsLast() throws Exception {
    String run = "/v1/hunts/busy/run?events=1&since=" + begin.plusSeconds(2) + "&until=";
    assertThat(json(run + begin.plusSeconds(3)).path("rows").valueStream().map(HuntRoutesTest::row))
        .containsExactly("<b>u2</b> 1", "u/1 1");
    assertThat(json(run + begin.plusSeconds(4)).path("rows").valueStream().map(HuntRoutesTest::row))
        .containsExactly("u/1 2", "<b>u2</b> 1");
    assertThat(json("/v1/hunts/busy/run?until=3h").path("rows").isEmpty()).isTrue();
  }

  private static String row(JsonNode row) {
    return row.path("account_id").asString() + " " + row.path("events").asInt();
  }

  @Test
  void writesCsvThatNoSpreadsheetTakesForAFormula() throws Exception {
    HttpResponse<String> answer = client.get("/v1/hunts/busy/run?format=csv&limit=2");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"busy.csv\"");
    assertThat(answer.headers().firstValue("Ringwatch-More")).hasValue("false");
    assertThat(answer.body())
        .isEqualTo(
            "account_id,ring_id,events,first_at,accounts,share,device_id\n"
                + ("u/1,ring-7,3," + begin.plusSeconds(1) + ",u/1,0.125,'=cmd\n")
                + ("<b>u2</b>,,2," + begin.plusSeconds(1) + ",<b>u2</b>,0.125,\n"));
    Visitor spreadsheet =
        server
            .visitor()
            .with("Accept", "text/csv")
            .with("Authorization", "Bearer " + server.key(Scope.READ));
    HttpResponse<String> accepted = spreadsheet.get("/v1/hunts/busy/run?limit=2");
    assertThat(accepted.statusCode()).as("%s", accepted.headers().map()).isEqualTo(200);
    assertThat(accepted.body()).isEqualTo(answer.body());
    assertThat(spreadsheet.get("/v1/hunts/busy/run?limit=0").body())
        .contains("limit is 0, and must be from 1 to 10000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | busy/run?events=0 | events is \"0\", and must be an integer from 1 to 1000",
        "400 | busy/run?who=me | there is no parameter \"who\"; there are since, until, format,"
            + " events, country, limit and cursor",
        "400 | busy/run?events=1&events=2 | events is said more than once",
        "400 | busy/run?cursor=a | a hunt's answer has no pages, and so takes no cursor",
        "400 | busy/run?format=xml | format is json or csv, not xml",
        "400 | busy/run?limit=10001 | limit is 10001, and must be from 1 to 10000",
        "400 | busy/run?limit=many | limit is \"many\", and must be an integer from 1 to 10000",
        "400 | busy/run?since=999999999d | since is \"999999999d\", and must not lie before 1970",
        "400 | busy/run?country=%00 | country is \"\0\", and must be a text",
        "404 | none | there is no hunt none; GET /v1/hunts lists them",
        "404 | broken/run | there is no hunt broken; GET /v1/hunts lists them",
        "422 | share/run?parts=0 | share cannot be run: division by zero"
      })
  void saysWhatIsWrong(int status, String path, String sentence) throws Exception {
    refused(status, "/v1/hunts/" + path, sentence);
  }

  /** A sentence of PostgreSQL can show a value. */
  @Test
  void recordsThatItFailed() throws Exception {
    refused(422, "/v1/hunts/share/run?parts=0", "share cannot be run: division by zero");
    assertThat(
            server.recorded(
                "hunt", "share", row -> row.outcome() + " " + row.details().plain().orElseThrow()))
        .anyMatch(row ->
            row.startsWith("failed")
                && row.contains("parts=0")
                && row.contains("problem=share cannot be run: division by zero"));
  }

  @Test
  void saysThatATimeIsNone() throws Exception {
    HttpResponse<String> answer = client.get("/v1/hunts/busy/run?since=soon");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("since ", "and no duration such as 24h or 7d either");
  }

  // On its page.

  @Test
  void showsAFormAndWhatWasFound() throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    Visitor viewer = server.withPassword(operator);
    assertThat(viewer.get("/").body()).contains("<a href=\"/hunts\"", "<span>Hunts</span>");
    assertThat(viewer.get("/hunts").body())
        .contains("<a href=\"/hunts/busy\">Busy &lt;accounts&gt;</a>", "busy, your own")
        .contains("broken.sql, line 1: the header does not say question");
    assertThat(viewer.get("/hunts/busy").body())
        .contains("Who did the most?", "Somebody does much.", "Those who like it.")
        .contains("name=\"events\" value=\"\" placeholder=\"2\"", "from 1 to 1000")
        .doesNotContain("rows</h2>");
    String found = viewer.get("/hunts/busy?run=yes&events=1&since=&country=DE").body();
    assertThat(found)
        .contains("3 rows</h2>", "href=\"/accounts?id=u%2F1\"", "href=\"/rings/ring-7\"")
        .contains("&lt;b&gt;u2&lt;/b&gt;", "name=\"events\" value=\"1\"")
        .contains("href=\"/v1/hunts/busy/run?format=csv&amp;events=1&amp;country=DE\"");
    assertThat(viewer.get("/v1/hunts/busy/run?format=csv&events=1&country=DE").statusCode())
        .isEqualTo(200);
    assertThat(server.recorded("hunt", "busy", row -> row.actorKind() + " " + row.actorId()))
        .contains("operator " + operator.id());
  }

  @Test
  void showsWhyNothingWasFound() throws Exception {
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(viewer.get("/hunts/busy?run=yes&events=999").body()).contains("Nothing was found.");
    HttpResponse<String> wrong = viewer.get("/hunts/busy?run=yes&events=0");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("events is \"0\", and must be an integer from 1 to 1000")
        .contains("name=\"events\" value=\"0\"");
    assertThat(viewer.get("/hunts/share?run=yes&parts=0").statusCode()).isEqualTo(422);
    HttpResponse<String> none = viewer.get("/hunts/none");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("There is no hunt none");
  }

  @Tag("browser")
  @ParameterizedTest
  @CsvSource({"390, true", "1440, false"})
  void isReadableInABrowser(int width, boolean dark) throws Exception {
    Operator operator = server.operator(Role.VIEWER);
    try (Browser browser = new Browser(server.port())) {
      Page page = browser.window(width, dark);
      Browser.signIn(page, operator.login());
      page.navigate("/hunts");
      look(browser, page, "Hunts");
      Browser.follow(page, () -> page.locator("a[href='/hunts/busy']").click());
      look(browser, page, "Busy <accounts>");
      page.locator("[name=events]").fill("1");
      Browser.follow(page, () -> page.locator("[name=run]").click());
      look(browser, page, "Busy <accounts>");
      assertThat(page.locator(".hits tbody tr").count()).isEqualTo(3);
      assertThat(page.url()).contains("events=1", "run=yes");
    }
  }

  private static void look(Browser browser, Page page, String heading) {
    assertThat(page.locator("h1").textContent()).isEqualTo(heading);
    assertThat(Browser.misfits(page)).isEmpty();
    assertThat(browser.wrong()).isEmpty();
  }

  // By the command.

  private record Said(int exit, String out, String err) {}

  private static Said hunt(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("hunt"));
    all.addAll(List.of(args));
    all.addAll(List.of("--config", config.toString()));
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Said(exit, out.toString().strip(), err.toString().strip());
  }

  @Test
  void runsBesideTheServer() throws Exception {
    Said list = hunt();
    assertThat(list.exit()).as("%s", list).isZero();
    assertThat(list.out()).contains("busy", "Busy <accounts>");
    assertThat(list.err())
        .contains("ringwatch: broken.sql, line 1: the header does not say question");
    assertThat(hunt("busy", "--describe").out())
        .contains("Who did the most?", "A hit: Somebody does much.")
        .containsPattern("--set events= +2 +least events \\(an integer from 1 to 1000\\)");

    Said table = hunt("busy", "--since", begin.toString(), "--set", "country=DE", "--limit", "1");
    assertThat(table.exit()).as("%s", table).isZero();
    assertThat(table.out().lines())
        .first()
        .asString()
        .startsWith("account_id  ring_id  events  first_at");
    assertThat(table.out().lines()).hasSize(2).last().asString().startsWith("u/1         ring-7");
    assertThat(table.err()).contains("1 row in ", "there are more, ask with a higher --limit");
    assertThat(server.recorded("hunt", "busy", row -> row.actorKind())).contains("console");
  }

  @Test
  void saysWhatBecameOfThoseItFinds() throws Exception {
    String[] asked = {"busy", "--backtest", "--until", begin.plusSeconds(9).toString()};
    assertThat(hunt(asked).out().lines())
        .containsExactly(
            "2 accounts in 2 rows; of a row 20 accounts count at most",
            "verdicts that stand: 0 abusive, 0 benign, 0 unsure",
            "precision: nothing can be said, for nobody has decided about any of them",
            "of 0 accounts of that time that a verdict calls abusive, its rows name 0",
            "a score of 70 or more today: 0 of those found, and 0 of the 0 abusive ones; the score"
                + " misses 0");
    server.execute(
        "INSERT INTO verdicts (account_id, verdict, origin, decided_by, decided_at)"
            + " VALUES ('u/1', 'benign', 'review', 'console', now() - interval '1 h'),"
            + " ('u/1', 'abusive', 'review', 'console', now()),"
            + " ('<b>u2</b>', 'benign', 'review', 'console', now()),"
            + " ('elsewhere', 'abusive', 'review', 'console', now())");
    server.execute("UPDATE accounts SET first_event_at = '" + begin + "' WHERE account_id = 'u/1'");
    assertThat(hunt(asked).out().lines())
        .containsExactly(
            "2 accounts in 2 rows; of a row 20 accounts count at most",
            "verdicts that stand: 1 abusive, 1 benign, 0 unsure",
            "precision among them: 50.0 % (1.3 % to 98.7 % with 95 % confidence)",
            "of 1 account of that time that a verdict calls abusive, its rows name 1",
            "a score of 70 or more today: 0 of those found, and 0 of the 1 abusive ones; the score"
                + " misses 1");
    approve(50);
    assertThat(hunt(asked).out().lines())
        .last()
        .isEqualTo(
            "a score of 50 or more today: 1 of those found, and 1 of the 1 abusive ones; the score"
                + " misses 0");
  }

  private static void approve(double threshold) throws Exception {
    server.execute(
        "INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,"
            + " proposed_by, proposed_at, decided_by, decided_at, decision_reason)"
            + (" VALUES ('account', 'hand', 'approved', " + threshold + ", 70, 'r',")
            + " 'console', now(), 'console', now(), 'r')");
  }

  @Test
  void writesTheSameAsTheServer() throws Exception {
    String until = begin.plusSeconds(60).toString();
    String query = "?since=" + begin + "&until=" + until;
    String[] time = {"--since", begin.toString(), "--until", until, "--format"};
    assertThat(hunt("busy", time[0], time[1], time[2], time[3], time[4], "csv").out())
        .isEqualTo(client.get("/v1/hunts/busy/run" + query + "&format=csv").body().strip());
    String json = hunt("busy", time[0], time[1], time[2], time[3], time[4], "json").out();
    assertThat(json.replaceAll("\"took_millis\":[0-9]+", ""))
        .isEqualTo(
            client
                .get("/v1/hunts/busy/run" + query)
                .body()
                .replaceAll("\"took_millis\":[0-9]+", ""));
  }

  /** What there is can be read before there is a database. */
  @Test
  void listsAndDescribesWithoutADatabase() throws Exception {
    Path alone =
        Files.writeString(
            folder.resolve("alone.yaml"),
            "ringwatch: {data: '%s', hunts: {directory: '%s'}}"
                .formatted(folder.resolve("nowhere"), folder.resolve("hunts")));
    for (String[] asked : new String[][] {{"hunt"}, {"hunt", "busy", "--describe"}}) {
      List<String> args = new ArrayList<>(List.of(asked));
      args.addAll(List.of("--config", alone.toString()));
      StringWriter out = new StringWriter();
      PrintWriter err = new PrintWriter(new StringWriter());
      assertThat(Main.run(new PrintWriter(out), err, args.toArray(String[]::new))).isZero();
      assertThat(out.toString()).contains("Busy <accounts>");
    }
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void saysInASentenceWhatIsWrong() {
    assertThat(hunt("none"))
        .isEqualTo(new Said(1, "", "ringwatch: there is no hunt none; ringwatch hunt lists them"));
    assertThat(hunt("busy", "--set", "events=0"))
        .isEqualTo(
            new Said(1, "", "ringwatch: events is \"0\", and must be an integer from 1 to 1000"));
    assertThat(hunt("busy", "--set", "who=me").err())
        .isEqualTo(
            "ringwatch: busy has no parameter who; it has since, until and limit, events, country");
    assertThat(hunt("share", "--set", "parts=0").err())
        .isEqualTo("ringwatch: share cannot be run: division by zero");
    assertThat(hunt("busy", "--format", "xml").exit()).isEqualTo(2);
  }
}
