package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of incidents, silences, what was not told, endpoints and deliveries. */
class AlertPagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DELIVERY = Pattern.compile("/deliveries/([0-9a-f-]{36})");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AlertSamples samples;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor admin;

  @BeforeAll
  static void start() throws Exception {
    samples = new AlertSamples(data);
    server = samples.server();
    admin = server.withPassword(server.operator(Role.ADMIN));
  }

  @AfterAll
  static void stop() {
    samples.close();
  }

  private static String page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> answer = visitor.get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("<script>", "\u202E", "style=", "onclick=");
    return answer.body();
  }

  /** Sends the form of a page; returns where it leads. */
  private static String send(Visitor visitor, String page, String action, String... fields)
      throws Exception {
    HttpResponse<String> answer = visitor.submitTo(page, action, fields);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
    return Visitor.location(answer);
  }

  private static void addEndpoint(String name, String... more) throws Exception {
    List<String> fields =
        new ArrayList<>(List.of("name", name, "format", "json", "to", samples.url()));
    fields.addAll(List.of("least_band", "low"));
    fields.addAll(List.of(more));
    HttpResponse<String> made =
        admin.submitTo("/endpoints", "/endpoints", fields.toArray(String[]::new));
    assertThat(made.body()).contains("Endpoint " + name + " was made.");
  }

  @Test
  void tellsTheStoryOfAnIncidentAndLetsPeopleDecide() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    long incident = samples.account("u<1>", 62, 64, 68, 91.5);
    String path = "/incidents/" + incident;
    assertThat(page(analyst, path))
        .contains(
            "u&lt;1&gt;",
            "Score 62.0 when it was opened, 91.5 now, at worst high",
            "Opened, at a score of 62.0 (medium)",
            "More evidence came 2 times",
            "Escalated, at a score of 91.5 (high)",
            "made 90 actions within an hour u&lt;1&gt;",
            "<b>−5.0</b>",
            "/v1/accounts/events?id=u%3C1%3E");
    String to = send(analyst, path, path, "decision", "acknowledge");
    assertThat(to).endsWith(path);
    send(analyst, path, path, "decision", "assign", "words", "maria");
    assertThat(page(analyst, path))
        .contains(
            "Acknowledged by " + operator.displayName() + ".",
            "Assigned to maria by " + operator.displayName() + ".",
            "Open; seen by " + operator.displayName() + ", with maria.")
        .doesNotContain("I have seen it");
    send(analyst, path, path, "decision", "resolve", "words", "a load test");
    assertThat(page(analyst, path))
        .contains("Resolved by " + operator.displayName() + ": a load test.")
        .doesNotContain("name=\"decision\"");
    assertThat(page(analyst, "/incidents?open=false")).contains("href=\"" + path + "\"");
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(page(viewer, path)).doesNotContain("action=\"/incidents", "action=\"/silences");
    HttpResponse<String> none = viewer.get("/incidents/999999");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("No such incident");
    assertThat(viewer.get("/incidents/%3Cb%3E").body()).contains("&lt;b&gt;");
    assertThat(server.recorded("incident", Long.toString(incident), row -> row.action()))
        .contains("incident.look", "incident.acknowledge", "incident.assign", "incident.resolve");
  }

  @Test
  void givesTheStoryToProgramsPageByPage() throws Exception {
    Visitor client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.READ));
    String path = "/v1/incidents/" + samples.account("story", 60, 91) + "/history?limit=1";
    JsonNode first = JSON.readTree(client.get(path).body());
    assertThat(first.at("/history/0/move").asString()).isEqualTo("escalated");
    String next = path + "&cursor=" + first.path("next").asString();
    JsonNode second = JSON.readTree(client.get(next).body());
    assertThat(second.at("/history/0/move").asString()).isEqualTo("opened");
    assertThat(second.at("/history/0/score").asDouble()).isEqualTo(60);
    assertThat(second.at("/history/0/by").isNull()).isTrue();
  }

  @Test
  void namesSomeMembersOfALargeRingAndShowsHostileText() throws Exception {
    String ring = page(admin, "/incidents/" + samples.ring("r-1", 10_000));
    assertThat(ring).contains("member 19", "and 9,980 more").doesNotContain("member 20<");
    String hostile = page(admin, "/incidents/" + samples.account(AlertSamples.HOSTILE, 95));
    assertThat(hostile).contains("&lt;script", "⟨U+202E⟩");
    assertThat(page(admin, "/incidents")).contains("&lt;script");
  }

  @Test
  void acknowledgesAtPagerDutyOnceAndInOrder() throws Exception {
    String key = "0123456789abcdef0123456789abcdef";
    addEndpoint("pd", "format", "pagerduty", "routing_key", key);
    long incident = samples.account("paged", 95);
    String path = "/incidents/" + incident;
    for (int i = 0; i < 2; i++) {
      send(admin, path, path, "decision", "acknowledge");
    }
    send(admin, path, path, "decision", "resolve", "words", "done");
    Await.until(() -> actions(key, incident).contains("resolve"));
    assertThat(actions(key, incident)).containsExactly("trigger", "acknowledge", "resolve");
    assertThat(page(admin, path)).contains("acknowledged</a>", "<b>arrived</b>", "202");
  }

  /** What PagerDuty was told of an incident, in order. */
  private static List<String> actions(String key, long incident) {
    return samples.received().stream()
        .map(JSON::readTree)
        .filter(event -> event.path("routing_key").asString("").equals(key))
        .filter(event -> event.path("dedup_key").asString().equals("account:paged#" + incident))
        .map(event -> event.path("event_action").asString())
        .toList();
  }

  @Test
  void silencesAndSaysWhatThatHoldsBack() throws Exception {
    Operator operator = server.operator(Role.ANALYST);
    Visitor analyst = server.withPassword(operator);
    long before = samples.account("quiet", 92);
    String incident = "/incidents/" + before;
    String to =
        send(
            analyst,
            incident,
            "/silences",
            "kind",
            "account",
            "subject",
            "quiet2",
            "lasts",
            "PT4H",
            "reason",
            "a <b>test</b>");
    assertThat(to).contains("/silences#s");
    long silenced = samples.account("quiet2", 95);
    assertThat(page(analyst, "/silences"))
        .contains(
            "account incidents of quiet2",
            "a &lt;b&gt;test&lt;/b&gt;",
            operator.displayName(),
            "href=\"/incidents/" + silenced + "\"");
    assertThat(page(analyst, "/incidents/" + silenced)).contains("<b>silenced</b>: silence");
    assertThat(page(analyst, "/suppressions?cause=silenced")).contains("quiet2");
    assertThat(page(analyst, "/suppressions?cause=allowed")).doesNotContain("quiet2");
    assertThat(page(analyst, "/suppressions?dedup_key=account%3Aquiet2")).contains("quiet2");
    String id = to.substring(to.indexOf("#s") + 2);
    send(analyst, "/silences", "/silences/" + id + "/end");
    assertThat(page(analyst, "/silences")).contains("ended by " + operator.displayName());
  }

  @Test
  void asksForSilencesThatRepeatAndSaysWhatIsWrongBesideTheForm() throws Exception {
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    String[] weekly = {
      "from", "2099-01-01T02:00", "end", "2099-01-01T04:00", "rhythm", "weekly", "reason", "<i>w"
    };
    HttpResponse<String> refused = analyst.submitTo("/silences", "/silences", weekly);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("a silence that repeats must say until when", "value=\"&lt;i>w\"");
    String year = Integer.toString(1 + Year.now(ZoneOffset.UTC).getValue());
    String[] soon = {
      "from",
      year + "-01-01T02:00",
      "end",
      year + "-01-01T04:00",
      "rhythm",
      "weekly",
      "until",
      year + "-02-01T00:00",
      "reason",
      "nightly",
      "subject",
      "weekly one"
    };
    send(analyst, "/silences", "/silences", soon);
    assertThat(page(analyst, "/silences")).contains("Coming", "weekly, first " + year);
    Visitor viewer = server.withPassword(server.operator(Role.VIEWER));
    assertThat(page(viewer, "/silences")).doesNotContain("action=\"/silences");
    assertThat(viewer.submitTo("/silences", "/silences", soon).statusCode()).isEqualTo(403);
    assertThat(analyst.submitTo("/silences", "/silences/9999/end").statusCode()).isEqualTo(404);
  }

  @Test
  void showsDeliveriesAndSendsOneAgain() throws Exception {
    addEndpoint("log");
    long incident = samples.account("sent", 93);
    String list = "/deliveries?incident=" + incident;
    Await.until(() -> page(admin, list).contains("<b>arrived</b>"));
    Matcher found = DELIVERY.matcher(page(admin, list));
    assertThat(found.find()).isTrue();
    String path = "/deliveries/" + found.group(1);
    server.execute(
        "UPDATE alert_deliveries SET state = 'dead', dead_at = now(), state_reason = 'tried out'"
            + " WHERE id = '"
            + found.group(1)
            + "'");
    assertThat(page(admin, list + "&state=dead")).contains("<b>given up</b>", "tried out");
    assertThat(page(admin, path))
        .contains("Send it again", "&lt;b&gt;thanks&lt;/b&gt;", "incident.opened", "202");
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(page(analyst, path)).doesNotContain("Send it again");
    assertThat(analyst.submitTo(path, path + "/redeliver").statusCode()).isEqualTo(403);
    assertThat(send(admin, path, path + "/redeliver")).endsWith(path);
    Await.until(() -> page(admin, path).contains("<b>arrived</b>"));
    assertThat(server.recorded("delivery", found.group(1), row -> row.action()))
        .contains("delivery.look", "delivery.redeliver");
    assertThat(admin.get("/deliveries/none").statusCode()).isEqualTo(404);
    assertThat(admin.get("/deliveries?state=odd").statusCode()).isEqualTo(400);
  }

  @Test
  void makesEndpointsTriesThemOutAndTurnsThemOff() throws Exception {
    String made =
        admin
            .submitTo(
                "/endpoints",
                "/endpoints",
                "name",
                "tried",
                "format",
                "json",
                "to",
                samples.url(),
                "least_band",
                "high",
                "kind",
                "ring",
                "per_minute",
                "10",
                "unacknowledged_minutes",
                "30")
            .body();
    assertThat(made).contains("whsec_", "Shown this once", "10 a minute, 10 at once");
    String list = page(admin, "/endpoints");
    assertThat(list)
        .contains("ring incidents from high, once nobody has acknowledged them for 30 min")
        .doesNotContain("whsec_", "token=hidden");
    Matcher id =
        Pattern.compile("<bdi>tried</bdi>.*?action=\"(/endpoints/\\d+)\"", Pattern.DOTALL)
            .matcher(list);
    assertThat(id.find()).isTrue();
    String one = id.group(1);
    assertThat(admin.submitTo("/endpoints", one, "what", "test").body())
        .contains("Test of tried: delivered in", "status 202", "&lt;b&gt;thanks&lt;/b&gt;");
    assertThat(
            admin
                .submitTo(
                    "/endpoints",
                    one,
                    "what",
                    "change",
                    "name",
                    "other",
                    "least_band",
                    "medium",
                    "kind",
                    "account")
                .body())
        .contains("Endpoint other was changed", "account incidents from medium<", "no limit");
    HttpResponse<String> refused =
        admin.submitTo(
            "/endpoints",
            one,
            "what",
            "change",
            "name",
            "tried",
            "least_band",
            "odd",
            "kind",
            "account");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Nothing was changed of other: least_band knows");
    admin.submitTo(
        "/endpoints", one, "what", "change", "name", "tried", "least_band", "low", "kind", "ring");
    assertThat(admin.submitTo("/endpoints", one, "what", "test").body())
        .as("it is where it was")
        .contains("Test of tried: delivered in");
    assertThat(admin.submitTo("/endpoints", one, "what", "disable").body())
        .contains("Nothing is sent to tried any more", "off since");
    assertThat(admin.submitTo("/endpoints", one, "what", "enable").body())
        .contains("Alerts are sent to tried again");
    assertThat(admin.submitTo("/endpoints", one, "what", "secret").body()).contains("whsec_");
    assertThat(admin.submitTo("/endpoints", one, "what", "burn").statusCode()).isEqualTo(400);
    assertThat(admin.submitTo("/endpoints", one, "what", "delete").body())
        .contains("Endpoint tried was deleted");
    assertThat(admin.submitTo("/endpoints", one, "what", "test").statusCode()).isEqualTo(404);
    HttpResponse<String> inside =
        admin.submitTo(
            "/endpoints",
            "/endpoints",
            "name",
            "in<side",
            "format",
            "json",
            "to",
            "http://10.0.0.1/",
            "least_band",
            "low");
    assertThat(inside.statusCode()).isEqualTo(422);
    assertThat(inside.body()).contains("Nothing was made", "value=\"in&lt;side\"");
    Visitor lead = server.withPassword(server.operator(Role.LEAD));
    assertThat(lead.get("/endpoints").statusCode()).isEqualTo(403);
    assertThat(page(lead, "/")).doesNotContain("href=\"/endpoints\"");
  }
}
