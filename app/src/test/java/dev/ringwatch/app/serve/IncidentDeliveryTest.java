package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Scope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From events to a receiver: whatever incidents say is told, once, and in order. */
class IncidentDeliveryTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  /** By message id. */
  private final Map<String, JsonNode> received = new ConcurrentHashMap<>();

  private HttpServer receiver() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          received.put(id, JSON.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private static JsonNode ask(Visitor client, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer = client.send(method, path, body);
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isBetween(200, 202);
    return JSON.readTree(answer.body());
  }

  /** All incidents by number. */
  private static Map<Long, JsonNode> incidents(Visitor client) throws Exception {
    Map<Long, JsonNode> all = new HashMap<>();
    String next = "";
    do {
      JsonNode page = ask(client, "GET", "/v1/incidents?limit=100" + next, "");
      page.path("incidents").forEach(one -> all.put(one.path("id").asLong(), one));
      next = page.path("next").isString() ? "&cursor=" + page.path("next").asString() : "";
    } while (!next.isEmpty());
    return all;
  }

  private List<String> told(long incident) {
    List<String> told = new ArrayList<>();
    received.values().stream()
        .filter(message -> message.at("/data/incident").asLong() == incident)
        .forEach(message -> told.add(message.path("type").asString()));
    return told;
  }

  @Test
  void tellsOfEveryIncidentAndOfWhatPeopleDecide() throws Exception {
    HttpServer receiver = receiver();
    try (RunningServer server =
        new RunningServer(data, "ringwatch.alerts.allowed-networks=127.0.0.0/8")) {
      Visitor client =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.values()));
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      ask(client, "POST", "/v1/endpoints", "{\"name\":\"pager\",\"url\":\"" + url + "\"}");
      for (String body : Yesterday.bodies(1_000, 20_000, 5_000)) {
        ask(client, "POST", "/v1/events", body);
      }
      WaitFor.condition(PATIENCE, () -> isQuiet(client) && isTold(incidents(client)));
      Map<Long, JsonNode> incidents = incidents(client);
      assertThat(incidents).hasSizeGreaterThan(3);
      assertThat(incidents.values()).anyMatch(one -> one.path("kind").asString().equals("ring"));
      incidents.keySet().forEach(number -> assertThat(told(number)).doesNotHaveDuplicates());
      long open =
          incidents.values().stream()
              .filter(one -> one.path("closed_at").isNull())
              .findFirst()
              .orElseThrow()
              .path("id")
              .asLong();
      String resolve = "/v1/incidents/" + open + "/resolve";
      ask(client, "POST", resolve, "{\"reason\":\"a test of ours\"}");
      WaitFor.condition(PATIENCE, () -> told(open).contains("incident.resolved"));
    } finally {
      receiver.stop(0);
    }
  }

  /** Whether the receiver was told of the beginning of each; they go on being opened meanwhile. */
  private boolean isTold(Map<Long, JsonNode> incidents) {
    return incidents.entrySet().stream()
        .allMatch(one -> {
          String first = one.getValue().path("reopens").isNull() ? "opened" : "reopened";
          return told(one.getKey()).contains("incident." + first);
        });
  }

  /** Whether there are incidents of accounts and rings, and all that is to be told is told. */
  private static boolean isQuiet(Visitor client) {
    try {
      String all = client.get("/v1/incidents?limit=500").body();
      String waiting = client.get("/v1/deliveries?state=waiting").body();
      return all.contains("\"kind\":\"ring\"")
          && all.contains("\"kind\":\"account\"")
          && waiting.contains("\"deliveries\":[]");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
