package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Scope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where alerts go and what became of them, over a real socket and with a real receiver. */
class AlertRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path data;

  private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer receiver;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(data, "ringwatch.alerts.allowed-networks=127.0.0.0/8");
    client =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          Map<String, String> got = new ConcurrentHashMap<>();
          for (String name : List.of("id", "timestamp", "signature")) {
            got.put(name, exchange.getRequestHeaders().getFirst("webhook-" + name));
          }
          byte[] body = exchange.getRequestBody().readAllBytes();
          got.put("body", new String(body, StandardCharsets.UTF_8));
          received.add(got);
          byte[] answer = "thanks".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    server.close();
  }

  private JsonNode ask(String method, String path, String body, int status) throws Exception {
    HttpResponse<String> answer = client.send(method, path, body);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  private JsonNode addEndpoint() throws Exception {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?token=hidden";
    return ask("POST", "/v1/endpoints", "{\"name\":\"pager\",\"url\":\"" + url + "\"}", 201);
  }

  private static boolean isSigned(Map<String, String> got, String secret)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = got.get("id") + "." + got.get("timestamp") + "." + got.get("body");
    byte[] bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return String.valueOf(got.get("signature"))
        .contains("v1," + Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void sendsWhatIsPutIntoTheOutboxAndShowsHowItWent() throws Exception {
    String secret = addEndpoint().path("secret").asString();
    String id = server.delivery();
    WaitFor.condition(
        PATIENCE,
        () -> client.get("/v1/deliveries/" + id).body().contains("\"state\":\"delivered\""));
    assertThat(received).hasSize(1);
    assertThat(received.getFirst()).containsEntry("id", id);
    assertThat(isSigned(received.getFirst(), secret)).isTrue();
    JsonNode body = JSON.readTree(received.getFirst().get("body"));
    assertThat(body.path("type").asString()).isEqualTo("incident.opened");
    assertThat(body.at("/data/links/page").asString())
        .isEqualTo(
            "http://127.0.0.1:"
                + server.port()
                + "/incidents/"
                + body.at("/data/incident").asLong());
    JsonNode whole = ask("GET", "/v1/deliveries/" + id, "", 200);
    assertThat(whole.at("/attempts/0/status").asInt()).isEqualTo(200);
    assertThat(whole.at("/attempts/0/answer").asString()).isEqualTo("thanks");
    assertThat(ask("GET", "/v1/deliveries?state=delivered", "", 200).path("deliveries")).hasSize(1);
    assertThat(ask("GET", "/v1/deliveries?state=dead", "", 200).path("deliveries")).isEmpty();

    ask("POST", "/v1/deliveries/" + id + "/redeliver", "", 200);
    WaitFor.condition(PATIENCE, () -> received.size() == 2);
    assertThat(received.getLast()).containsEntry("id", id);
  }

  @Test
  void triesAnEndpointOutAndRotatesItsSecret() throws Exception {
    JsonNode made = addEndpoint();
    String path = "/v1/endpoints/" + made.path("id").asInt();
    String first = made.path("secret").asString();
    String second = ask("POST", path + "/secret", "", 200).path("secret").asString();
    ask("POST", path + "/disable", "", 200);
    JsonNode tried = ask("POST", path + "/test", "", 200);
    assertThat(tried.path("delivered").asBoolean()).isTrue();
    assertThat(tried.path("answer").asString()).isEqualTo("thanks");
    assertThat(received).hasSize(1);
    assertThat(isSigned(received.getFirst(), first)).isTrue();
    assertThat(isSigned(received.getFirst(), second)).isTrue();
    server.clock().advance(Duration.ofHours(25));
    ask("POST", path + "/test", "", 200);
    assertThat(isSigned(received.getLast(), first)).isFalse();
    assertThat(isSigned(received.getLast(), second)).isTrue();

    JsonNode listed = ask("GET", "/v1/endpoints", "", 200).at("/endpoints/0");
    assertThat(listed.has("secret")).isFalse();
    assertThat(listed.path("disabled_reason").asString()).startsWith("disabled by api_key ");
    String object = made.path("id").asString();
    assertThat(server.recorded("endpoint", object, row -> row.action()))
        .containsExactly(
            "endpoint.create",
            "endpoint.rotate",
            "endpoint.disable",
            "endpoint.test",
            "endpoint.test");
  }

  @Test
  void refusesAddressesInsideUnlessTheConfigurationNamesThem() throws Exception {
    for (String url :
        List.of(
            "http://10.0.0.1/",
            "https://169.254.169.254/latest",
            "https://[fd00:ec2::254]/",
            "http://[::ffff:10.0.0.1]/",
            "ftp://example.org/",
            "https://user:secret@example.org/",
            "https:///nowhere")) {
      ask("POST", "/v1/endpoints", "{\"name\":\"x\",\"url\":\"" + url + "\"}", 422);
    }
    ask("POST", "/v1/endpoints", "{\"name\":\"x\",\"url\":\"https://a.example\",\"b\":1}", 422);
    ask("POST", "/v1/endpoints", "[]", 400);
  }

  @Test
  void keepsABudgetAndRefusesWhatIsNone() throws Exception {
    String start = "{\"name\":\"b\",\"url\":\"https://b.example/\",\"budget\":";
    JsonNode made = ask("POST", "/v1/endpoints", start + "{\"per_minute\":7}}", 201);
    assertThat(made.at("/budget/burst").asInt()).isEqualTo(7);
    String path = "/v1/endpoints/" + made.path("id").asInt();
    JsonNode changed = ask("PUT", path, start + "{\"per_minute\":5,\"burst\":9}}", 200);
    assertThat(changed.at("/budget/burst").asInt()).isEqualTo(9);
    for (String none :
        List.of(
            "7",
            "{}",
            "{\"per_minute\":0}",
            "{\"per_minute\":1.5}",
            "{\"burst\":1}",
            "{\"per_minute\":1,\"burst\":60001}",
            "{\"per_minute\":1,\"x\":1}")) {
      ask("PUT", path, start + none + "}", 422);
    }
    assertThat(ask("PUT", path, start + "null}", 200).path("budget").isNull()).isTrue();
  }

  @Test
  void refusesMoreEndpointsThanThereMayBe() throws Exception {
    server.execute(
        "INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at,"
            + " told_from) SELECT 'e' || n, 'https://e.example', 'low', '{account}', '', now(), now()"
            + " FROM generate_series(1, 2000) n");
    JsonNode problem =
        ask("POST", "/v1/endpoints", "{\"name\":\"x\",\"url\":\"https://a.example\"}", 409);
    assertThat(problem.path("detail").asString())
        .isEqualTo("there are 2000 endpoints, which is the most: delete one first");
  }

  @Test
  void saysNothingSecretInTheLog() throws Exception {
    String secret;
    String log;
    try (CapturedLog captured = new CapturedLog()) {
      JsonNode made = addEndpoint();
      secret = made.path("secret").asString();
      receiver.stop(0);
      ask("POST", "/v1/endpoints/" + made.path("id").asInt() + "/test", "", 200);
      for (int i = 0; i < 5; i++) {
        server.delivery();
      }
      WaitFor.condition(
          PATIENCE, () -> captured.text().contains("the endpoint pager failed 5 times in a row"));
      log = captured.text();
    }
    assertThat(log).doesNotContain(secret.substring("whsec_".length())).doesNotContain("hidden");
  }
}
