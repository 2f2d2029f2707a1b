package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lists of what to let pass and what to watch, over a real socket. */
class ListRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(data);
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

  private HttpResponse<String> put(String kind, String body) throws Exception {
    return client.send("POST", "/v1/lists/" + kind, body);
  }

  private static String entry(String what, String value, String more) {
    return "{\"what\":\"%s\",\"value\":\"%s\",\"reason\":\"seen before\"%s}"
        .formatted(what, value, more);
  }

  private static String detail(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return json(answer).get("detail").asString();
  }

  @Test
  void keepsWhatWasPutOnItAndRecordsWhoDid() throws Exception {
    HttpResponse<String> added = put("watch", entry("ip", " [2001:DB8::1]:443", ""));
    assertThat(added.statusCode()).as("%s", added.body()).isEqualTo(200);
    assertThat(json(added).get("added").asInt()).isEqualTo(1);
    assertThat(json(added).get("entries").get(0).get("value").asString()).isEqualTo("2001:db8::1");

    HttpResponse<String> again =
        put("watch", entry("ip", "2001:db8:0::1", ",\"expires_at\":\"2999-01-01T00:00:00+01:00\""));
    assertThat(json(again).get("replaced").asInt()).isEqualTo(1);
    JsonNode page = json(client.get("/v1/lists/watch?what=ip&value=2001:DB8::1"));
    assertThat(page.get("entries").size()).isEqualTo(1);
    assertThat(page.has("next")).isFalse();
    JsonNode entry = page.get("entries").get(0);
    assertThat(entry.get("list").asString()).isEqualTo("watch");
    assertThat(entry.get("expires_at").asString()).isEqualTo("2998-12-31T23:00:00Z");
    assertThat(entry.get("created_by").asString()).startsWith("api_key ");
    assertThat(entry.get("holds").asBoolean()).isTrue();
    assertThat(json(client.get("/v1/lists/allow")).get("entries").isEmpty()).isTrue();

    String removal = "/v1/lists/watch?what=ip&value=2001:db8::1";
    assertThat(client.send("DELETE", removal, "").statusCode()).isEqualTo(204);
    assertThat(detail(client.send("DELETE", removal, ""), 404))
        .isEqualTo("the list watch has no ip 2001:db8::1");
    assertThat(
            server.recorded(
                "listed",
                "2001:db8::1",
                row -> row.action() + " " + new TreeMap<>(row.details().plain().orElseThrow())))
        .containsExactly(
            "list.put {list=watch, reason=seen before, replaced=false, what=ip}",
            "list.put {expires_at=2998-12-31T23:00:00Z, list=watch, reason=seen before,"
                + " replaced=true, what=ip}",
            "list.look {list=watch}",
            "list.remove {list=watch, what=ip}");
  }

  @Test
  void takesAThousandAtOnceAndGivesThemPageByPage() throws Exception {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      entries.add(entry("account", "a%04d".formatted(i), ""));
    }
    HttpResponse<String> added = put("allow", "[" + String.join(",", entries) + "]");
    assertThat(json(added).get("added").asInt()).isEqualTo(1_000);
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(client.get("/v1/lists/allow?limit=300" + cursor));
      page.get("entries").forEach(entry -> paged.add(entry.get("value").asString()));
      String next = page.path("next").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(paged).hasSize(1_000).isSorted().doesNotHaveDuplicates();

    entries.add(entry("account", "one more", ""));
    assertThat(detail(put("allow", "[" + String.join(",", entries) + "]"), 413)).contains("1000");
  }

  @Test
  void changesNothingWhereOneEntryCannotBe() throws Exception {
    String good = entry("account", "a", "");
    assertThat(detail(put("watch", "[" + good + "," + entry("shoe", "b", "") + "]"), 422))
        .isEqualTo("entry 1: what must be account, device, ip or payment");
    assertThat(detail(put("watch", "[" + good + "," + good + "]"), 422))
        .isEqualTo("entry 1: account a is there twice");
    assertThat(detail(put("watch", entry("account", " null ", "")), 422))
        .isEqualTo("value is empty, or a word for nothing");
    assertThat(detail(put("watch", entry("account", "x".repeat(501), "")), 422)).contains("500");
    assertThat(detail(put("watch", entry("account", "a\\u0000b", "")), 422)).contains("control");
    assertThat(detail(put("watch", entry("account", "a", ",\"end\":1")), 422))
        .isEqualTo("there is no field end; there are what, value, reason, expires_at");
    assertThat(detail(put("watch", good.replace("seen before", " ")), 422)).contains("reason");
    assertThat(detail(put("watch", "{\"what\":\"account\",\"value\":\"a\"}"), 422))
        .isEqualTo("reason is missing");
    assertThat(
            detail(
                put("watch", entry("account", "a", ",\"expires_at\":\"2020-01-01T00:00:00Z\"")),
                422))
        .contains("has passed");
    assertThat(detail(put("watch", entry("account", "a", ",\"expires_at\":\"soon\"")), 422))
        .contains("2027-01-31T12:00:00Z");
    assertThat(detail(put("watch", "[1]"), 422)).isEqualTo("entry 0: it is no JSON object");
    for (String broken : List.of("", "1", "{", "{}{}")) {
      assertThat(detail(put("watch", broken), 400)).as(broken).contains("not JSON");
    }
    assertThat(detail(put("grey", good), 404)).contains("allow, watch");
    assertThat(json(client.get("/v1/lists/watch")).get("entries").isEmpty()).isTrue();

    assertThat(detail(client.get("/v1/lists/watch?cursor=nonsense"), 400)).contains("cursor");
    assertThat(detail(client.get("/v1/lists/watch?limit=0"), 400)).contains("1 to 1000");
    assertThat(detail(client.get("/v1/lists/watch?limit=x"), 400)).contains("limit");
    assertThat(detail(client.get("/v1/lists/watch?what=shoe"), 400)).contains("account, device");
    assertThat(detail(client.get("/v1/lists/watch?value=%00"), 400)).contains("NUL");
    assertThat(detail(client.send("DELETE", "/v1/lists/watch?what=ip", ""), 400)).contains("value");
  }

  @Test
  void isShownWithTheAccountForAsLongAsItHolds() throws Exception {
    Instant now = Instant.now();
    String event = "{\"account_id\":\"a/b\",\"action\":\"login\",\"timestamp\":\"" + now + "\"}";
    assertThat(json(client.send("POST", "/v1/score", event)).get("lists").isEmpty()).isTrue();
    Instant end = server.clock().instant().plus(Duration.ofHours(1));
    put("watch", entry("account", "a/b", ",\"expires_at\":\"" + end + "\""));
    put("allow", entry("account", "a/b", ""));
    put("watch", entry("device", "a/b", ""));
    String path = "/v1/accounts?id=" + URLEncoder.encode("a/b", StandardCharsets.UTF_8);
    JsonNode lists = json(client.get(path)).get("lists");
    assertThat(lists.size()).isEqualTo(2);
    assertThat(lists.get(0).toString())
        .isEqualTo("{\"list\":\"allow\",\"reason\":\"seen before\",\"expires_at\":null}");
    assertThat(lists.get(1).get("list").asString()).isEqualTo("watch");
    server.clock().advance(Duration.ofHours(1));
    assertThat(json(client.get(path)).get("lists").size()).isEqualTo(1);
    assertThat(json(client.get("/v1/lists/watch?what=account")).get("entries").get(0).get("holds"))
        .isEqualTo(JSON.readTree("false"));
  }

  @Test
  void isChangedByWhomMayDecideOnly() throws Exception {
    String entry = entry("account", "a", "");
    assertThat(client(Scope.VERDICT).send("POST", "/v1/lists/watch", entry).statusCode())
        .isEqualTo(200);
    assertThat(client(Scope.VERDICT).get("/v1/lists/watch").statusCode()).isEqualTo(403);
    assertThat(client(Scope.READ).send("POST", "/v1/lists/watch", entry).statusCode())
        .isEqualTo(403);
    assertThat(client(Scope.READ).get("/v1/lists/watch").statusCode()).isEqualTo(200);
    Visitor viewer = server.signedIn(Role.VIEWER).asProgram();
    assertThat(viewer.get("/v1/lists/watch").statusCode()).isEqualTo(200);
  }
}
