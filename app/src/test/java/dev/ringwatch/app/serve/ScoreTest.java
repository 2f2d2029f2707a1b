package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event in and its score out, in one request. */
class ScoreTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(data);
    client = client(server.key(Scope.INGEST, Scope.READ));
    awaitRead();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Visitor client(String key) {
    return server.visitor().asProgram().with("Authorization", "Bearer " + key);
  }

  private void awaitRead() {
    Detection detection = server.context().getBean(Detection.class);
    WaitFor.condition(
        PATIENCE,
        () ->
            detection.status().state() == DetectionStatus.State.LIVE
                && detection.status().lag() == 0);
  }

  private static String event(String id, String account, Instant time) {
    return "{\"event_id\":\"%s\",\"account_id\":\"%s\",\"action\":\"login\",\"timestamp\":\"%s\"}"
        .formatted(id, account, time);
  }

  private HttpResponse<String> score(String body) throws Exception {
    return client.send("POST", "/v1/score", body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** The account in an answer, as {@code GET /v1/accounts/{id}} would show it. */
  private static JsonNode account(HttpResponse<String> answer) {
    ObjectNode view = (ObjectNode) json(answer);
    view.remove(List.of("event_id", "duplicate"));
    return view;
  }

  @Test
  void answersWithWhatTheAccountsRouteSaysAMomentLater() throws Exception {
    for (String body : Yesterday.bodies(1_000, 20_000, 5_000)) {
      assertThat(client.send("POST", "/v1/events", body).statusCode()).isEqualTo(202);
    }
    awaitRead();
    Instant now = Instant.now();
    WaitFor.condition(
        PATIENCE,
        () -> {
          try {
            return !json(score(event("warm", "someone else", now))).path("risk_score").isNull();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    HttpResponse<String> scored = score(event("1", "someone", now));
    assertThat(scored.statusCode()).isEqualTo(200);
    assertThat(json(scored).get("event_id").asString()).isEqualTo("1");
    assertThat(json(scored).get("duplicate").asBoolean()).isFalse();
    assertThat(json(scored).get("status").asString()).isEqualTo("provisional");
    assertThat(json(scored).get("risk_score").asDouble()).isBetween(0.0, 100.0);
    assertThat(json(scored).get("events").asInt()).isEqualTo(1);
    assertThat(account(scored)).isEqualTo(json(client.get("/v1/accounts/someone")));

    HttpResponse<String> again = score(event("1", "someone", now));
    assertThat(json(again).get("duplicate").asBoolean()).isTrue();
    assertThat(account(again)).isEqualTo(account(scored));
  }

  @Test
  void hasEveryEventInItsAnswerHoweverManyComeAtOnce() throws Exception {
    int clients = 16;
    int each = 30;
    Instant now = Instant.now();
    List<Future<List<Integer>>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        String account = "account-" + i;
        running.add(
            threads.submit(() -> {
              List<Integer> seen = new ArrayList<>();
              Visitor own = client(server.key(Scope.INGEST, Scope.READ));
              for (int n = 0; n < each; n++) {
                HttpResponse<String> answer =
                    own.send("POST", "/v1/score", event(account + "-" + n, account, now));
                assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
                seen.add(json(answer).get("events").asInt());
              }
              assertThat(json(own.get("/v1/accounts/" + account)).get("events").asInt())
                  .isEqualTo(each);
              return seen;
            }));
      }
      for (Future<List<Integer>> one : running) {
        List<Integer> seen = one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (int n = 0; n < each; n++) {
          assertThat(seen.get(n)).isEqualTo(n + 1);
        }
      }
    }
  }

  @Test
  void saysThatItWasTakenWhenDetectionIsSlowOrStandsStill() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    Detection detection = server.context().getBean(Detection.class);
    CompletableFuture<Boolean> held =
        detection.know(all -> {
          try {
            return slow.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    String one = event("1", "a", Instant.now());
    HttpResponse<String> accepted = score(one);
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(json(accepted).toString())
        .isEqualTo(
            "{\"event_id\":\"1\",\"duplicate\":false,\"account_id\":\"a\",\"status\":\"accepted\","
                + "\"why\":\"detection did not answer within 2 s\"}");
    slow.countDown();
    assertThat(held).succeedsWithin(PATIENCE).isEqualTo(true);
    awaitRead();
    HttpResponse<String> again = score(one);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).get("duplicate").asBoolean()).isTrue();
    assertThat(json(again).get("events").asInt()).isEqualTo(1);

    EventLog log = server.context().getBean(EventLog.class);
    log.append(new ControlRecord("verdict", new Tick(1), "of a newer release"));
    WaitFor.condition(PATIENCE, () -> !detection.status().failure().isEmpty());
    HttpResponse<String> still = score(event("2", "a", Instant.now()));
    assertThat(still.statusCode()).isEqualTo(202);
    assertThat(json(still).get("why").asString()).contains("stands still");
    assertThat(log.lastSeq()).isEqualTo(3);
  }

  @Test
  void saysWhyAnEventWasNotTaken() throws Exception {
    HttpResponse<String> refused = score("{\"account_id\":\"a\",\"action\":\"login\"}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(refused).get("detail").asString()).contains("timestamp");
    assertThat(score("account_id,action").statusCode()).isEqualTo(400);
    assertThat(score("").statusCode()).isEqualTo(400);
    assertThat(json(score("[]")).get("detail").asString()).isEqualTo("the body holds no event");
    Instant now = Instant.now();
    HttpResponse<String> two = score(event("1", "a", now) + "\n" + event("2", "a", now));
    assertThat(two.statusCode()).isEqualTo(413);
    assertThat(json(two).get("detail").asString())
        .isEqualTo("this route takes at most 1 event a request");
    assertThat(server.context().getBean(EventLog.class).lastSeq()).isZero();
  }

  @Test
  void holdsAKeyToTheAccountsThatItSpeaksFor() throws Exception {
    ApiKeyRequest request = ApiKeyRequest.of("shop", Scope.INGEST, Scope.READ);
    String key =
        server
            .context()
            .getBean(Store.class)
            .keys()
            .create(new ApiKeyRequest(request.name(), request.scopes(), "web", "shop-", null))
            .secret();
    Visitor shop = client(key);
    String other = event("1", "bank-1", Instant.now());
    HttpResponse<String> refused = shop.send("POST", "/v1/score", other);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).get("detail").asString()).contains("begin with shop-");
    String own = event("1", "shop-1", Instant.now());
    assertThat(shop.send("POST", "/v1/score", own).statusCode()).isEqualTo(200);
    assertThat(client(server.key(Scope.INGEST)).send("POST", "/v1/score", own).statusCode())
        .isEqualTo(403);
    assertThat(client(server.key(Scope.READ)).send("POST", "/v1/score", own).statusCode())
        .isEqualTo(403);
  }

  @Test
  void recordsTheLook() throws Exception {
    assertThat(score(event("1", "a", Instant.now())).statusCode()).isEqualTo(200);
    assertThat(
            server.recorded(
                "account", "a", row -> row.actorKind() + " " + row.action() + " " + row.outcome()))
        .containsExactly("api_key account.look done");
  }
}
