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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a silence that somebody asks for to what is told, and what is told instead. */
class SilenceRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  private final List<String> received = new CopyOnWriteArrayList<>();

  private static JsonNode send(Visitor client, int expected, String path, String body)
      throws Exception {
    HttpResponse<String> answer = client.send(body.isEmpty() ? "GET" : "POST", path, body);
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(expected);
    return JSON.readTree(answer.body());
  }

  private static String silence(String more) {
    return "{\"reason\":\"deploying\",\"ends_at\":\""
        + Instant.now().plusSeconds(3_600)
        + "\""
        + more
        + "}";
  }

  @Test
  void holdsBackWhatItCoversUntilSomebodyEndsIt() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try (RunningServer server =
        new RunningServer(data, "ringwatch.alerts.allowed-networks=127.0.0.0/8")) {
      Visitor client =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.values()));
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      send(client, 201, "/v1/endpoints", "{\"name\":\"pager\",\"url\":\"" + url + "\"}");
      long silence = send(client, 201, "/v1/silences", silence("")).path("id").asLong();
      for (String body : Yesterday.bodies(1_000, 20_000, 5_000)) {
        client.send("POST", "/v1/events", body);
      }
      WaitFor.condition(PATIENCE, () -> !heldBack(client, silence).isEmpty());
      assertThat(received).isEmpty();
      JsonNode why = send(client, 200, "/v1/suppressions?limit=500", "").path("suppressions");
      assertThat(why)
          .anySatisfy(one -> {
            assertThat(one.path("incident").asLong()).isPositive();
            assertThat(one.path("cause").asString()).isEqualTo("silenced");
            assertThat(one.path("reason").asString()).startsWith("silence " + silence + " of");
          });
      String end = "/v1/silences/" + silence + "/end";
      assertThat(client.send("POST", end, "").statusCode()).isEqualTo(200);
      assertThat(client.send("POST", end, "").statusCode()).isEqualTo(409);
      WaitFor.condition(PATIENCE, () -> heldBack(client, silence).isEmpty());
      // Some are closed by then, as their rings speak of them.
      WaitFor.condition(PATIENCE, () -> open(client).stream().allMatch(this::isTold));
      assertThat(open(client)).isNotEmpty();
    } finally {
      receiver.stop(0);
    }
  }

  private boolean isTold(long incident) {
    return received.stream().anyMatch(body -> body.contains("\"incident\":" + incident + ","));
  }

  private static List<Long> heldBack(Visitor client, long silence) {
    return incidents(client, one -> one.path("silence").asLong() == silence);
  }

  private static List<Long> open(Visitor client) {
    return incidents(client, one -> one.path("closed_at").isNull());
  }

  private static List<Long> incidents(Visitor client, Predicate<JsonNode> which) {
    try {
      return send(client, 200, "/v1/incidents?limit=500", "")
          .path("incidents")
          .valueStream()
          .filter(which)
          .map(one -> one.path("id").asLong())
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesSilencesThatCannotBe() throws Exception {
    try (RunningServer server = new RunningServer(data)) {
      Visitor client =
          server
              .visitor()
              .asProgram()
              .with("Authorization", "Bearer " + server.key(Scope.values()));
      assertThat(refusal(client, "{\"ends_at\":\"2026-13-01\",\"reason\":\"a\"}"))
          .isEqualTo("ends_at is no time such as 2027-01-31T12:00:00Z");
      assertThat(refusal(client, "{\"reason\":\"a\"}")).isEqualTo("ends_at is missing");
      assertThat(refusal(client, "{\"ends_at\":\"2001-01-01T00:00:00Z\",\"reason\":\"a\"}"))
          .isEqualTo("a silence must end in the future, and within 366 days");
      assertThat(refusal(client, silence(",\"kinds\":[\"weather\"]")))
          .isEqualTo("there is no kind of incident \"weather\"");
      assertThat(refusal(client, silence(",\"rhythm\":\"weekly\"")))
          .isEqualTo("a silence that repeats must say until when, no earlier than ends_at");
      assertThat(refusal(client, silence(",\"forever\":true"))).startsWith("there is no field");
      assertThat(refusal(client, silence("").replace("deploying", " ")))
          .isEqualTo("reason is missing: say why people are not to be told");
      assertThat(send(client, 200, "/v1/silences", "").path("silences")).isEmpty();
    }
  }

  private static String refusal(Visitor client, String body) throws Exception {
    return send(client, 422, "/v1/silences", body).path("detail").asString();
  }
}
