package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.audit.AuditRows;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stored events over a real socket. */
class EventSearchTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant TIME = Instant.parse("2026-01-05T12:00:00.123456Z");

  @TempDir private static Path data;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Visitor reader;

  @BeforeAll
  static void start() throws Exception {
    // The upkeep of a start would drop what the tests store, if it were too old to keep.
    server = new RunningServer(data, "ringwatch.retention=36500");
    reader = server.visitor().with("Authorization", "Bearer " + server.key(Scope.READ)).asProgram();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void append(List<Event> events) {
    server.context().getBean(EventLog.class).append(events);
  }

  private static Event.Builder event(String id, String account) {
    return Event.builder(new AccountId(account), "login", TIME).id(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = reader.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("events").forEach(event -> ids.add(event.get("event_id").asString()));
    return ids;
  }

  @Test
  void showsEventsUnderTheNamesThatTheyCameWith() throws Exception {
    Event full =
        event("full", "whole")
            .ip("10.9.8.7")
            .device("d")
            .session("s")
            .target("t")
            .targetOwner("o")
            .outcome(Outcome.FAILURE)
            .enforced(true)
            .payment("p")
            .userAgent("agent")
            .country("NL")
            .accountCreatedAt(TIME.minusSeconds(86_400))
            .source("web")
            .attributes(Map.of("k", "v"))
            .build();
    append(List.of(full, event("bare", "whole").build()));

    JsonNode events = get("/v1/events?account_id=whole").get("events");

    assertThat(events.toString())
        .matches(
            """
            \\[\\{"event_id":"bare","account_id":"whole","action":"login",\
            "timestamp":"2026-01-05T12:00:00.123456Z","ip":null,"device_id":null,\
            "session_id":null,"target":null,"target_owner":null,"outcome":"unknown",\
            "enforced":false,"payment_id":null,"user_agent":null,"country":null,\
            "account_created_at":null,"source":null,"attributes":\\{\\},\
            "received_at":"[-0-9T:.]+Z","seq":[0-9]+\\},\
            \\{"event_id":"full","account_id":"whole","action":"login",\
            "timestamp":"2026-01-05T12:00:00.123456Z","ip":"10.9.8.7","device_id":"d",\
            "session_id":"s","target":"t","target_owner":"o","outcome":"failure",\
            "enforced":true,"payment_id":"p","user_agent":"agent","country":"NL",\
            "account_created_at":"2026-01-04T12:00:00.123456Z","source":"web",\
            "attributes":\\{"k":"v"\\},"received_at":"[-0-9T:.]+Z","seq":[0-9]+\\}\\]\
            """);
    for (String asked :
        List.of(
            "ip=%3A%3Affff%3A10.9.8.7",
            "device_id=d&session_id=s&target=t&payment_id=p",
            "outcome=failure&country=NL&source=web&action=login",
            "ip=10.9.8.7&from=2026-01-05&to=2026-01-05T13:00:00%2B00:00")) {
      assertThat(ids(get("/v1/events?" + asked))).as(asked).containsExactly("full");
    }
    assertThat(ids(get("/v1/events?ip=10.9.8.7&to=2026-01-05"))).isEmpty();
    assertThat(ids(get("/v1/events?ip=10.9.8.7&from=2026-01-06"))).isEmpty();
  }

  @Test
  void pagesByCursorUntilThereIsNoNext() throws Exception {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      many.add(event("many" + i, "busy").build());
    }
    append(many);
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get("/v1/accounts/busy/events?limit=50" + cursor);
      seen.addAll(ids(page));
      sizes.add(page.get("events").size());
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
    } while (!cursor.isEmpty());

    assertThat(sizes).containsExactly(50, 50, 20);
    assertThat(seen).containsExactlyElementsOf(many.reversed().stream().map(Event::id).toList());
    assertThat(ids(get("/v1/accounts/busy/events"))).hasSize(50);
    assertThat(ids(get("/v1/accounts/busy/events?limit=500"))).hasSize(120);
  }

  @Test
  void showsWhatAnAccountDidWhateverItIsCalled() throws Exception {
    for (String account : List.of("sl/ash", "..", "100%", "events", "a b+c", "' OR ''='")) {
      append(List.of(event("of " + account, account).build()));
      assertThat(ids(get("/v1/accounts/events?id=" + encoded(account))))
          .containsExactly("of " + account);
    }
    assertThat(ids(get("/v1/accounts/events/events"))).containsExactly("of events");
    assertThat(ids(get("/v1/accounts/nobody/events"))).isEmpty();
    assertThat(ids(get("/v1/accounts/events/events?action=logout"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"' OR '1'='1", "'; DROP TABLE raw_events; --", "%", "$1", "ünï ćode 😀", "\t\"\\"})
  void takesAValueForWhatItIs(String value) throws Exception {
    assertThat(ids(get("/v1/events?target=" + encoded(value)))).isEmpty();
    append(List.of(event("at " + value, "acts").target(value).build()));
    assertThat(ids(get("/v1/events?target=" + encoded(value)))).containsExactly("at " + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/events?colour=red | there is no parameter \\\"colour\\\"; there are account_id, ip,",
        "/v1/accounts/a/events?account_id=b | there is no parameter \\\"account_id\\\"",
        "/v1/events?ip=1.2.3.4&ip=1.2.3.5 | ip is said more than once",
        "/v1/events?ip= | ip is empty; leave it out",
        "/v1/events?ip=10.1.2.0/24 | ip takes one address, not a network such as 10.1.2.0/24",
        "/v1/events?outcome=maybe | outcome is success, failure or unknown, not maybe",
        "/v1/events?limit=0 | limit is 1 to 500, not 0",
        "/v1/events?limit=501 | limit is 1 to 500, not 501",
        "/v1/events?limit=many | limit is 1 to 500, not many",
        "/v1/events?from=yesterday | is not a time",
        "/v1/events?from=2026-01-05T12:00:00+01:00 | write the + of an offset as %2B",
        "/v1/events?to=1767322800 | looks like seconds",
        "/v1/events?target=%00 | target holds a NUL",
        "/v1/accounts/events?id=%00 | id holds a NUL",
        "/v1/accounts/events?id= | id is empty",
        "/v1/events?cursor=nonsense | the cursor is none of this list",
        "/v1/events?cursor=MWFjY291bnRzLHQxLG4xLA | the cursor is none of this list",
      })
  void refusesWhatItCannotLookForWithASentence(String path, String sentence) throws Exception {
    HttpResponse<String> answer = reader.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains(sentence);
  }

  @Test
  void recordsWhatWasAskedForAndByWhomBeforeItAnswers() throws Exception {
    append(List.of(event("seen", "watched").device("shared").build()));
    Visitor viewer = server.signedIn(Role.VIEWER).asProgram();
    viewer.get("/v1/events?device_id=shared&from=2026-01-01");
    viewer.get("/v1/events?account_id=watched&device_id=shared");
    viewer.get("/v1/accounts/watched/events");
    viewer.get("/v1/accounts/events?id=watched&limit=1");

    assertThat(recorded())
        .endsWith(
            "operator event.search  {device_id=shared, events=1, from=2026-01-01}",
            "operator account.events watched {device_id=shared, events=1}",
            "operator account.events watched {events=1}",
            "operator account.events watched {events=1}");
  }

  private static List<String> recorded() throws SQLException {
    List<String> recorded = new ArrayList<>();
    server
        .context()
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row ->
                recorded.add(
                    row.actorKind()
                        + " "
                        + row.action()
                        + " "
                        + row.object().plain().orElseThrow()
                        + " "
                        + new TreeMap<>(row.details().plain().orElseThrow())));
    return recorded;
  }
}
