package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.postgres.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server whose event log is on Kafka. */
class ServerOnKafkaTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int ACCOUNTS = 1_000;

  @AutoClose private static final Broker BROKER = Broker.start();

  @TempDir private Path data;

  private static String[] settings(String prefix) {
    return new String[] {
      "ringwatch.log=kafka",
      "ringwatch.kafka.servers=" + BROKER.servers(),
      "ringwatch.kafka.prefix=" + prefix,
      "ringwatch.kafka.partitions=3",
      "ringwatch.kafka.takeover-after=2s"
    };
  }

  private static Visitor program(RunningServer server) throws Exception {
    return server
        .visitor()
        .asProgram()
        .with("Authorization", "Bearer " + server.key(Scope.values()));
  }

  private static void awaitAllRead(RunningServer server, long events) throws Exception {
    Detection detection = server.context().getBean(Detection.class);
    Await.until(() ->
        detection.status().state() == DetectionStatus.State.LIVE
            && detection.status().lag() == 0
            && server.count("SELECT count(*) FROM raw_events") == events);
  }

  private static JsonNode ask(Visitor client, String path) throws Exception {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static long load(Visitor client) throws Exception {
    long sent = 0;
    for (String body : Yesterday.bodies(ACCOUNTS, 10_000, 2_000)) {
      HttpResponse<String> answer = client.send("POST", "/v1/events", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      sent += JSON.readTree(answer.body()).path("accepted").asLong();
      assertThat(JSON.readTree(client.send("POST", "/v1/events", body).body()).path("accepted"))
          .as("what is sent again counts once")
          .isEqualTo(JSON.readTree("0"));
    }
    return sent;
  }

  @Test
  void storesScoresAndGoesOnAfterAStop() throws Exception {
    RunningServer server = new RunningServer(data, settings("goes-on"));
    try {
      Await.until(() -> isReady(program(server)));
      long sent = load(program(server));
      awaitAllRead(server, sent);
      Await.until(() ->
          server.count("SELECT sum(events) FROM accounts") == sent
              && server.count("SELECT count(*) FROM control_records") > 0);
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    long stored = server.count("SELECT count(*) FROM raw_events");
    try (RunningServer next = server.restarted(data, settings("goes-on"))) {
      awaitAllRead(next, stored);
      Visitor client = program(next);
      JsonNode status = ask(client, "/v1/status");
      assertThat(status.path("accounts").asInt())
          .isEqualTo((int) next.count("SELECT count(DISTINCT account_id) FROM raw_events"));
      assertThat(status.path("components").toString()).contains("\"name\":\"log\"");
      // The brokers are asked every few seconds.
      Await.until(
          () -> client.get("/metrics").body().contains("ringwatch_log_unordered_records 0.0"));
      assertThat(client.get("/metrics").body())
          .contains("ringwatch_detection_here 1.0")
          .contains("ringwatch_log_uncopied_entries 0.0");
      HttpResponse<String> scored = client.send("POST", "/v1/score", event("one more"));
      assertThat(scored.statusCode()).as(scored.body()).isEqualTo(200);
      assertThat(next.count("SELECT count(*) FROM ended_servers")).isOne();
    }
  }

  private static boolean isReady(Visitor client) throws Exception {
    return client.get("/health").body().contains("live");
  }

  private static String event(String id) {
    return "{\"event_id\":\"%s\",\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\"%s\"}"
        .formatted(id, Instant.now());
  }

  @Test
  void takesWhatThePlatformWritesToTheTopicItself() throws Exception {
    try (RunningServer server = new RunningServer(data, settings("platform"));
        Producer<String, String> platform =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.servers()),
                new StringSerializer(),
                new StringSerializer())) {
      Await.until(() -> isReady(program(server)));
      platform.send(new ProducerRecord<>("platform.events", "a", event("first"))).get();
      platform.send(new ProducerRecord<>("platform.events", "a", "no event")).get();
      platform.send(new ProducerRecord<>("platform.events", "a", event("second"))).get();
      awaitAllRead(server, 2);
      HttpResponse<String> account = program(server).get("/v1/accounts/a");
      assertThat(account.statusCode()).as(account.body()).isEqualTo(200);
    }
  }

  @Test
  void refusesADatabaseThatHasALogOfItsOwn() throws Exception {
    RunningServer server = new RunningServer(data);
    try {
      HttpResponse<String> taken = program(server).send("POST", "/v1/events", event("mine"));
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
      assertThatThrownBy(() -> server.restarted(data, settings("other")))
          .satisfies(failure ->
              assertThat(StartFailure.sentence(failure)).contains("holds an event log of its own"));
    } finally {
      server.close();
    }
  }
}
