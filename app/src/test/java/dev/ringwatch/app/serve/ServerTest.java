package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server, with its own PostgreSQL, over a real socket. */
class ServerTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // set before each test
  private ConfigurableApplicationContext server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private String key;

  @BeforeEach
  void start() throws SQLException {
    server = open();
    key =
        server
            .getBean(Store.class)
            .keys()
            .create(ApiKeyRequest.of("test", Scope.INGEST, Scope.READ))
            .secret();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ConfigurableApplicationContext open() {
    return new SpringApplicationBuilder(Server.class)
        .properties(Server.DEFAULTS)
        .run("--server.port=0", "--ringwatch.data=" + data, "--spring.main.banner-mode=off");
  }

  private HttpResponse<String> send(String method, String path, String bearer, String body)
      throws IOException, InterruptedException {
    String port = server.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send("POST", "/v1/events", key, body);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send("GET", path, key, "").body());
  }

  /** Waits until a read of the server says what it should. */
  private JsonNode await(String path, java.util.function.Predicate<JsonNode> holds)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode last = get(path);
    while (!holds.test(last)) {
      assertThat(System.nanoTime()).as("%s still says %s", path, last).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      last = get(path);
    }
    return last;
  }

  private static String event(String id, String account, Instant time) {
    return "{\"event_id\":\""
        + id
        + "\",\"account_id\":\""
        + account
        + "\",\"action\":\"login\",\"timestamp\":\""
        + time
        + "\",\"device_id\":\"d\"}";
  }

  @Test
  void scoresWhatItIsSentAndSaysTheSameAfterARestart() throws Exception {
    int sent = 0;
    for (String body : Yesterday.bodies(1_000, 20_000, 2_000)) {
      HttpResponse<String> answer = post(body);
      assertThat(answer.statusCode()).isEqualTo(202);
      sent += JSON.readTree(answer.body()).get("accepted").asInt();
    }
    assertThat(sent).isBetween(19_000, 21_000);
    await("/v1/status", status -> status.get("read_seq").equals(status.get("log_seq")));
    Instant now = Instant.now().minusSeconds(1);
    assertThat(post(event("now", "someone", now)).statusCode()).isEqualTo(202);
    JsonNode scored =
        await(
            "/v1/accounts/someone",
            account -> account.path("status").asString("").equals("provisional"));
    assertThat(scored.get("events").asInt()).isEqualTo(1);
    assertThat(scored.get("risk_score").asDouble()).isBetween(0.0, 100.0);
    double points = 0;
    for (JsonNode reason : scored.get("reasons")) {
      points += reason.get("points").asDouble();
    }
    assertThat(Math.round(points * 10))
        .isEqualTo(Math.round(scored.get("risk_score").asDouble() * 10));
    assertThat(scored.get("features").get("events").asDouble()).isEqualTo(1);

    server.close();
    server = open();
    await("/v1/status", status -> status.get("state").asString().equals("live"));
    assertThat(get("/v1/accounts/someone")).isEqualTo(scored);
    assertThat(JSON.readTree(post(event("now", "someone", now)).body()).get("duplicates").asInt())
        .isEqualTo(1);
  }

  @Test
  void keepsWhatItCannotProcessAndSaysWhyItStandsStill() throws Exception {
    EventLog log = server.getBean(EventLog.class);
    await("/health", health -> health.get("status").asString().equals("live"));
    assertThat(send("GET", "/health", "", "").statusCode()).isEqualTo(200);
    log.append(new ControlRecord("model", new Tick(1), "no model"));
    await("/v1/status", status -> status.get("set_aside").asInt() == 1);
    assertThat(get("/health").toString()).isEqualTo("{\"status\":\"live\",\"lag\":0}");

    server.close();
    server = open();
    await("/v1/status", status -> status.get("set_aside").asInt() == 1);
    long seq =
        server.getBean(EventLog.class).append(new ControlRecord("verdict", new Tick(1), "later"));
    JsonNode failed =
        await("/v1/status", status -> status.get("state").asString().equals("failed"));
    assertThat(failed.get("failure").asString()).contains("a newer Ringwatch wrote to this log");
    assertThat(failed.get("snapshot_seq").asLong()).isLessThan(seq);
    HttpResponse<String> health = send("GET", "/health", "", "");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(JSON.readTree(health.body()).get("failure")).isEqualTo(failed.get("failure"));
    assertThat(send("GET", "/v1/accounts/a", key, "").statusCode()).isEqualTo(503);
    assertThat(post(event("1", "a", Instant.now())).statusCode()).isEqualTo(202);
  }

  @Test
  void letsOnlyKeysOfTheRightScopeIn() throws Exception {
    String reader =
        server.getBean(Store.class).keys().create(ApiKeyRequest.of("r", Scope.READ)).secret();
    String one = event("1", "a", Instant.now());
    assertThat(send("POST", "/v1/events", "", one).statusCode()).isEqualTo(401);
    assertThat(send("POST", "/v1/events", "rw_wrong", one).statusCode()).isEqualTo(401);
    assertThat(send("POST", "/v1/events", reader, one).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/v1/status", "", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/v1/status", reader, "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/nothing", "", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/v1/nothing", key, "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/v1/accounts/a", key, "").statusCode()).isEqualTo(405);
    HttpResponse<String> refused = send("POST", "/v1/events", reader, one);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(refused.body()).get("detail").asString()).contains("scopes");
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(post("account_id,action").statusCode()).isEqualTo(400);
    assertThat(post("").statusCode()).isEqualTo(400);
    String many = (event("", "a", Instant.now()) + "\n").repeat(10_001);
    HttpResponse<String> tooMany = post(many);
    assertThat(tooMany.statusCode()).isEqualTo(413);
    assertThat(JSON.readTree(tooMany.body()).get("detail").asString()).contains("10000");
    HttpResponse<String> mixed = post("{}\n" + event("1", "a", Instant.now()));
    assertThat(mixed.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(mixed.body()).get("rejected").get(0).get("index").asInt()).isZero();
    await("/v1/status", status -> status.get("read_seq").asLong() == 1);
    assertThat(send("GET", "/v1/accounts/nobody", key, "").statusCode()).isEqualTo(404);
    assertThat(get("/v1/accounts/a").get("status").asString()).isEqualTo("learning");
  }

  @Test
  void answersOthersWhileManyBodiesDoNotEnd() throws Exception {
    int port = Integer.parseInt(server.getEnvironment().getProperty("local.server.port", ""));
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        String bearer = i % 2 == 0 ? key : "rw_wrong";
        String head =
            "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nAuthorization: Bearer "
                + bearer
                + "\r\n\r\n[{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(post(event("1", "a", Instant.now())).statusCode()).isEqualTo(202);
      await("/v1/status", status -> status.get("read_seq").asLong() == 1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void takesEventsWhateverTheHeadersSay() throws Exception {
    String port = server.getEnvironment().getProperty("local.server.port");
    for (String type : List.of("multipart/form-data", "application/x-www-form-urlencoded", "a/b")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
              .POST(HttpRequest.BodyPublishers.ofString(event(type, "sl/ash", Instant.now())))
              .header("Content-Type", type)
              .header("Accept", "application/xml")
              .header("Authorization", "Bearer " + key)
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(type).isEqualTo(202);
      assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).as(type).isEqualTo(1);
    }
    await("/v1/accounts?id=sl%2Fash", account -> account.path("events").asInt() == 3);
    assertThat(send("GET", "/error", "", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/logout", "", "").statusCode()).isEqualTo(401);
  }

  private String key(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("key"));
    all.addAll(List.of(args));
    all.addAll(List.of("--data", data.toString()));
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    assertThat(exit).as("%s", err).isZero();
    return out.toString().strip();
  }

  @Test
  void takesKeysThatAreMadeBesideIt() throws Exception {
    String shop =
        key("create", "--name", "shop", "--scope", "ingest", "--accounts", "shop-", "--days", "9");
    String both = event("1", "shop-1", Instant.now()) + "\n" + event("2", "bank-1", Instant.now());
    HttpResponse<String> answer = send("POST", "/v1/events", shop, both);
    assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body()).contains("may speak for accounts that begin with shop-");

    String[] listed = key("list").split("\n", -1);
    assertThat(listed).hasSize(2);
    assertThat(listed[0])
        .contains("shop", "ingest", "accounts shop-...", "expires 20", "last used 20")
        .contains(shop.substring(0, 8))
        .doesNotContain(shop.substring(0, 9));
    String id = listed[0].substring(0, listed[0].indexOf(' '));
    String next = key("rotate", id);
    assertThat(send("POST", "/v1/events", next, both).statusCode()).isEqualTo(202);

    String unused = key("create", "--name", "unused", "--scope", "read,ingest");
    key("revoke", key("list").split(" ", 2)[0]);
    assertThat(send("GET", "/v1/status", unused, "").statusCode()).isEqualTo(401);
  }
}
