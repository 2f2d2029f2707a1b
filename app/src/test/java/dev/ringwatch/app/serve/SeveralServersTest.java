package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers in processes of their own, over one event log on Kafka and one database. */
class SeveralServersTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BODY_EVENTS = 500;

  /** That of a server which another took over from. */
  private static final int SUCCEEDED = 75;

  @TempDir private Path folder;

  private final TestDatabase database = TestDatabase.withSchema();
  private final Broker broker = Broker.start();

  /** What was told, by message id. */
  private final Map<String, JsonNode> told = new ConcurrentHashMap<>();

  private HttpServer receiver;
  private String key = "";

  @BeforeEach
  void begin() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          told.put(id, JSON.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    key =
        new ApiKeys(database.dataSource(), Clock.systemUTC())
            .create(ApiKeyRequest.of("test", Scope.values()))
            .secret();
  }

  @AfterEach
  void end() throws Exception {
    receiver.stop(0);
    broker.close();
    database.close();
  }

  private ServerProcess server(String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Path secret = folder.resolve("secret.key");
    if (Files.exists(secret)) {
      Files.copy(secret, data.resolve("secret.key"));
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("RINGWATCH_LOG", "kafka");
    settings.put("RINGWATCH_KAFKA_SERVERS", broker.servers());
    settings.put("RINGWATCH_KAFKA_PARTITIONS", "3");
    settings.put("RINGWATCH_KAFKA_TAKEOVER_AFTER", "2s");
    settings.put("RINGWATCH_DATABASE_URL", database.settings().url());
    settings.put("RINGWATCH_DATABASE_USER", database.settings().user());
    settings.put("RINGWATCH_DATABASE_PASSWORD", database.settings().password());
    settings.put("RINGWATCH_DETECTION_SNAPSHOTS", folder.resolve("snapshots").toString());
    settings.put("RINGWATCH_DETECTION_SNAPSHOT_EVERY", "2s");
    settings.put("RINGWATCH_ALERTS_ALLOWED_NETWORKS", "127.0.0.0/8");
    return ServerProcess.start(data, settings);
  }

  /** The first server makes the key that seals secrets; the others are given it. */
  private ServerProcess first() throws IOException {
    ServerProcess first = server("first");
    first.await("live");
    Files.copy(folder.resolve("first/secret.key"), folder.resolve("secret.key"));
    return first;
  }

  /** Sends to one, and again to the other until it is taken. */
  private void send(String body, ServerProcess one, ServerProcess other) {
    boolean[] turn = {true};
    WaitFor.condition(
        PATIENCE,
        () -> {
          ServerProcess asked = turn[0] ? one : other;
          turn[0] = !turn[0];
          return asked.post("/v1/events", key, body) == 202;
        });
  }

  private long number(String question) throws SQLException {
    return Long.parseLong(database.texts("SELECT (" + question + ")::bigint").getFirst());
  }

  private void awaitScored(ServerProcess holder, long events) throws SQLException {
    WaitFor.condition(
        PATIENCE,
        () -> {
          JsonNode status = JSON.readTree(holder.get("/v1/status", key));
          return status.path("state").asString().equals("live")
              && status.path("lag").asLong() == 0
              && number("SELECT count(*) FROM raw_events") == events
              && number("SELECT coalesce(sum(events), 0) FROM accounts") == events;
        });
    assertThat(number("SELECT count(DISTINCT event_id) FROM raw_events")).isEqualTo(events);
  }

  private void assertToldOnce() throws SQLException {
    assertThat(number("SELECT count(*) FROM alert_incidents")).isPositive();
    WaitFor.condition(
        PATIENCE,
        () -> number("SELECT count(*) FROM alert_deliveries WHERE state = 'waiting'") == 0);
    List<String> opened =
        told.values().stream()
            .filter(message -> message.path("type").asString().equals("incident.opened"))
            .map(message -> message.at("/data/incident").asString())
            .toList();
    assertThat(opened).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void losesAndRepeatsNothingWhenTheOneWithDetectionIsKilledOrAsleep() throws Exception {
    List<String> bodies = Yesterday.bodies(1_000, 15_000, BODY_EVENTS);
    long events = bodies.stream().mapToLong(body -> body.lines().count()).sum();
    int third = bodies.size() / 3;
    try (ServerProcess first = first();
        ServerProcess second = server("second")) {
      assertThat(
              first.post(
                  "/v1/endpoints",
                  key,
                  "{\"name\":\"pager\",\"url\":\"http://127.0.0.1:"
                      + receiver.getAddress().getPort()
                      + "/\"}"))
          .isBetween(200, 201);
      second.await("standing by");
      Thread killer = Thread.ofPlatform().unstarted(first::kill);
      assertThat(second.get("/health/ready", "")).contains("ready").doesNotContain("not");
      for (int i = 0; i < 2 * third; i++) {
        if (i == third) {
          killer.start();
        }
        send(bodies.get(i), i % 2 == 0 ? first : second, i % 2 == 0 ? second : first);
      }
      killer.join();
      second.await("live");
      takesOverFromOneThatSleeps(second, bodies.subList(2 * third, bodies.size()), events);
    }
    assertThat(number("SELECT count(*) FROM ended_servers")).isEqualTo(2);
  }

  private void takesOverFromOneThatSleeps(ServerProcess second, List<String> bodies, long events)
      throws Exception {
    try (ServerProcess third = server("third")) {
      third.await("standing by");
      assertThat(third.post("/v1/score", key, bodies.getFirst().lines().findFirst().orElseThrow()))
          .as("taken, and not scored here")
          .isEqualTo(202);
      second.signal("STOP");
      for (String body : bodies) {
        send(body, third, third);
      }
      third.await("live");
      awaitScored(third, events);
      String owner = database.texts("SELECT writer FROM log_writer").getFirst();
      second.signal("CONT");
      assertThat(second.exit()).isEqualTo(SUCCEEDED);
      assertThat(second.said()).contains("another server has taken over from this one");
      assertThat(database.texts("SELECT writer FROM log_writer")).containsExactly(owner);
      awaitScored(third, events);
      assertToldOnce();
    }
  }
}
