package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.verdict.AbuseTypes;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts, appeals and what waits for them, over a real socket, and the commands beside it. */
class VerdictRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(data, "ringwatch.verdicts.second-review-share=1");
    client = client(Scope.values());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Visitor client(Scope... scopes) throws Exception {
    return server.visitor().asProgram().with("Authorization", "Bearer " + server.key(scopes));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static JsonNode done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return json(answer);
  }

  private HttpResponse<String> give(Visitor who, String body) throws Exception {
    return who.send("POST", "/v1/verdicts", body);
  }

  private static String verdict(String account, String says, String more) {
    return "{\"account\":\"%s\",\"verdict\":\"%s\",\"reason\":\"seen\"%s}"
        .formatted(account, says, more);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            server.context().getBean(Store.class).pool().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void openIncident(String account) throws SQLException {
    execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band,"
            + " provisional, details, opened_at, last_evidence_at) VALUES ('account:"
            + account
            + "', 'account', 'open', '"
            + account
            + "', 80, 'high', false, '{\"reasons\":[],\"members\":[],\"memberCount\":0}', now(),"
            + " now())");
  }

  @Test
  void closesTheIncidentTellsItAndRecordsWhoDid() throws Exception {
    String endpoint = "{\"name\":\"pager\",\"url\":\"https://hook.invalid/a\"}";
    assertThat(client.send("POST", "/v1/endpoints", endpoint).statusCode()).isEqualTo(201);
    openIncident("a");
    JsonNode given =
        done(give(client, verdict("a", "abusive", ",\"abuse_type\":\"spam\",\"members\":null")));
    assertThat(given.at("/closed_incidents/0").asLong()).isEqualTo(1);
    assertThat(given.at("/verdicts/0/risk_score").asDouble()).isEqualTo(80);
    assertThat(given.at("/verdicts/0/decided_by").asString()).startsWith("api_key ");
    JsonNode incident = done(client.get("/v1/incidents/1"));
    assertThat(incident.get("state").asString()).isEqualTo("resolved");
    assertThat(incident.get("close_reason").asString())
        .isEqualTo("verdict 1: abusive (spam): seen");
    assertThat(json(client.get("/v1/deliveries")).at("/deliveries").size()).isEqualTo(1);
    done(client.send("POST", "/v1/verdicts/1/withdraw", "{\"reason\":\"a slip\"}"));
    assertThat(
            server.recorded(
                "account",
                "a",
                row -> row.action() + " " + new TreeMap<>(row.details().plain().orElseThrow())))
        .containsExactly(
            "account.verdict {abuse_type=spam, id=1, origin=review, reason=seen, verdict=abusive}",
            "account.verdict_withdraw {id=1, reason=a slip, verdicts=1}");
  }

  @Test
  void takesAThousandOrNoneAndSaysOfEachWhy() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(verdict("u" + i, i % 2 == 0 ? "benign" : "unsure", ""));
    }
    assertThat(done(give(client, all.toString())).at("/verdicts").size()).isEqualTo(1_000);
    JsonNode page = done(client.get("/v1/verdicts?verdict=benign&limit=300"));
    assertThat(page.at("/verdicts").size()).isEqualTo(300);
    JsonNode next =
        done(
            client.get(
                "/v1/verdicts?verdict=benign&limit=300&cursor=" + page.get("next").asString()));
    assertThat(next.at("/verdicts").size()).isEqualTo(200);
    assertThat(next.get("next").isNull()).isTrue();

    HttpResponse<String> refused =
        give(
            client,
            "["
                + String.join(
                    ",",
                    verdict("x", "benign", ""),
                    verdict("x", "bad", ""),
                    verdict("x", "benign", ",\"abuse_type\":\"spam\""),
                    verdict("x", "abusive", ",\"abuse_type\":\"treason\""),
                    verdict("x", "benign", ",\"ring\":\"r\""),
                    verdict("x", "benign", ",\"score\":1"),
                    verdict("x", "benign", ",\"decided_at\":\"soon\""),
                    verdict("x", "benign", ",\"origin\":\"dream\""),
                    verdict("x", "benign", ",\"inclusion_probability\":0"),
                    verdict("x", "benign", ",\"members\":\"all\""),
                    verdict("x", "benign", ",\"members\":7"),
                    "7")
                + "]");
    assertThat(refused.statusCode()).isEqualTo(422);
    List<String> errors = new ArrayList<>();
    json(refused)
        .get("errors")
        .forEach(
            one -> errors.add(one.get("index").asInt() + " " + one.get("sentence").asString()));
    assertThat(errors)
        .containsExactly(
            "1 verdict is abusive, benign or unsure, not bad",
            "2 abuse_type is of abusive ones, not of benign ones",
            "3 there is no abuse_type treason; there are "
                + String.join(", ", AbuseTypes.ofDefaults().words()),
            "4 it names one account or one ring, exactly one of them",
            "5 there is no field score",
            "6 decided_at is a time such as 2026-11-26T12:00:00Z, not soon",
            "7 origin is one of [review, audit, appeal, second_review, import], not dream",
            "8 inclusion_probability is above 0 and at most 1, not 0.0",
            "9 only a ring has members",
            "10 members is \"all\", or an array of accounts",
            "11 it is no JSON object");
    assertThat(
            json(give(client, "{\"ring\":\"r\",\"verdict\":\"benign\"}")).get("detail").asString())
        .isEqualTo("there is no ring r");
    assertThat(done(client.get("/v1/verdicts?account=x")).at("/verdicts").isEmpty()).isTrue();
  }

  @Test
  void asksSomebodyElseForASecondOpinionAndOnAppeals() throws Exception {
    Visitor other = client(Scope.VERDICT, Scope.READ);
    done(give(client, verdict("a", "abusive", "")));
    assertThat(done(client.get("/v1/second-reviews")).get("items").isEmpty()).isTrue();
    JsonNode item = done(other.get("/v1/second-reviews")).at("/items/0");
    assertThat(item.get("subject").asString()).isEqualTo("a");
    assertThat(item.propertyNames())
        .containsExactly("id", "kind", "subject", "risk_score", "waiting_since");
    done(give(other, verdict("a", "benign", ",\"origin\":\"second_review\"")));
    JsonNode agreement = done(client.get("/v1/verdicts/agreement"));
    assertThat(agreement.get("pairs").asInt()).isEqualTo(1);
    assertThat(agreement.at("/counts/0/1").asInt()).isEqualTo(1);
    assertThat(agreement.get("kappa").asDouble()).isZero();

    JsonNode appeal =
        done(client.send("POST", "/v1/appeals", "{\"account\":\"a\",\"text\":\"not me\"}"));
    assertThat(appeal.get("state").asString()).isEqualTo("open");
    String answer = verdict("a", "benign", ",\"origin\":\"appeal\"");
    assertThat(json(give(client, answer)).get("detail").asString())
        .contains("somebody else has to look again");
    done(give(other, answer));
    assertThat(done(client.get("/v1/appeals?state=overturned")).at("/appeals/0/answer").asLong())
        .isEqualTo(3);
    assertThat(done(client.get("/v1/verdicts?account=a")).at("/verdicts/0/stands").asBoolean())
        .isTrue();
  }

  @Test
  void showsWhatWasDrawnAtRandomAsWhateverElseWaits() throws Exception {
    execute(
        "INSERT INTO audit_draws VALUES (now(), 40, 1, now());"
            + "INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at)"
            + " SELECT 'z', day, 0.025, now() FROM audit_draws");
    JsonNode item = done(client.get("/v1/audit-items")).at("/items/0");
    assertThat(item.propertyNames())
        .containsExactly("id", "kind", "subject", "risk_score", "waiting_since");
    JsonNode given = done(give(client, verdict("z", "benign", "")));
    assertThat(given.at("/verdicts/0/origin").asString()).isEqualTo("audit");
    assertThat(given.at("/verdicts/0/inclusion_probability").asDouble()).isEqualTo(0.025);
    assertThat(done(client.get("/v1/audit-items")).get("items").isEmpty()).isTrue();
  }

  private record Said(int exit, String out, String err) {}

  private Said command(String... args) throws Exception {
    DatabaseSettings database = server.database();
    Path password = Files.writeString(data.resolve("password"), database.password());
    Path config =
        Files.writeString(
            data.resolve("ringwatch.yaml"),
            "ringwatch:\n  database: {url: '%s', user: '%s', password-file: '%s'}\n"
                .formatted(database.url(), database.user(), password));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("verdict"));
    all.addAll(List.of(args));
    all.addAll(List.of("--config", config.toString()));
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Said(exit, out.toString().strip(), err.toString().strip());
  }

  @Test
  void takesAFileInWholeOrNotAtAllAndGivesLabels() throws Exception {
    openIncident("b");
    Path bad =
        Files.writeString(
            data.resolve("bad.csv"),
            """
            account_id,verdict,abuse_type,decided_at
            a,abusive,spam,2026-01-02T03:04:05Z
            b,good,,
            c,benign
            d,benign,,2999-01-01T00:00:00Z
            a,benign,,2026-01-02T03:04:05Z
            """);
    assertThat(command("import", bad.toString()))
        .isEqualTo(
            new Said(
                1,
                "",
                """
                line 3: verdict is abusive, benign or unsure, not good
                line 4: it has 2 fields, the header 4
                line 6: account a is in line 2 too, and nothing says which is later
                ringwatch: 3 lines of %s cannot be taken in; nothing was\
                """
                    .formatted(bad)));
    Path early =
        Files.writeString(
            data.resolve("early.csv"),
            "account_id,verdict,decided_at\nx,benign,\nd,benign,2999-01-01T00:00:00Z\n");
    assertThat(command("import", early.toString()).err())
        .startsWith("line 3: decided_at 2999-01-01T00:00:00Z has not come yet");
    Path good =
        Files.writeString(
            data.resolve("good.csv"),
            """
            account_id,verdict,abuse_type,reason,decided_at,origin,inclusion_probability
            "a,1",abusive,spam,"said ""buy"" twice",2026-01-02T03:04:05Z,,
            b,benign,,,,audit,0.02
            """);
    assertThat(command("import", good.toString()).out())
        .isEqualTo("2 verdicts were taken in, and 1 incident closed");
    Path lines =
        Files.writeString(
            data.resolve("more.ndjson"),
            "{\"account_id\":\"c\",\"verdict\":\"unsure\"}\n\n{\"user_id\":\"d\",\"label\":\"abusive\"}\n");
    assertThat(command("import", lines.toString()).exit()).isZero();
    assertThat(command("list", "--limit", "2").out())
        .matches(
            "\\d+  \\S+  account d  abusive  -  import  console \\S*  stands\\R"
                + "\\d+  \\S+  account c  unsure  .*");
    Path labels = data.resolve("labels.csv");
    assertThat(command("export", "--out", labels.toString()).out()).startsWith("4 labels in ");
    List<String> written = Files.readAllLines(labels);
    assertThat(written.getFirst())
        .isEqualTo("account_id,label,origin,inclusion_probability,abuse_type,decided_at");
    assertThat(written.get(1)).isEqualTo("\"a,1\",abusive,import,,spam,2026-01-02T03:04:05Z");
    assertThat(written.get(2)).startsWith("b,benign,audit,,,");
    assertThat(command("export", "--out", labels.toString()).err()).contains("exists already");
    assertThat(Labels.read(labels).byAccount().values())
        .as("calibrate takes them: none has a probability")
        .hasSize(3)
        .allMatch(label -> label.inclusionProbability().isEmpty());
  }

  @Test
  void takesNoFileInWhichTwoNamesMeanTheSameAndShowsNoEscapes() throws Exception {
    Path columns = Files.writeString(data.resolve("two.csv"), "account_id,user_id,label\na,b,1\n");
    assertThat(command("import", columns.toString()).err())
        .endsWith("two.csv: account_id and user_id mean the same; keep one");
    Path lines =
        Files.writeString(
            data.resolve("two.ndjson"),
            """
            {"account_id":"a","label":"benign","verdict":"abusive"}
            {"account_id":"a","account_id":"b","verdict":"abusive"}
            {"account_id":"a","verdict":"\\u001b[31m"}
            """);
    assertThat(command("import", lines.toString()).err().lines())
        .startsWith(
            "line 1: label and verdict mean the same; keep one",
            "line 2: it is no JSON object that has each name once",
            "line 3: verdict is abusive, benign or unsure, not ⟨U+001B⟩[31m");
    done(give(client, verdict("\\u001b[2J", "benign", "")));
    assertThat(command("list").out()).contains("account ⟨U+001B⟩[2J  benign");
  }
}
