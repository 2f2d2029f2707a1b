package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.Event;
import dev.ringwatch.flink.SubmittedJob;
import dev.ringwatch.kafka.Brokers;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What README says of scaling out: brokers, the job, a server, and one file of settings for both.
 * Events go in over HTTP, and what the job finds comes out of the server, also when a task manager
 * is lost on the way.
 */
@SuppressWarnings("try") // closing brokers may be interrupted
class ScaleOutTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ACCOUNTS = 1_000;

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  private Path settings(Brokers brokers, DatabaseSettings database) throws IOException {
    String yaml =
        """
        ringwatch:
          log: kafka
          detection:
            by: flink
            lateness: 1s
          kafka:
            servers: "%s"
            partitions: 2
            replication: 1
            takeover-after: 2s
          database:
            url: "%s"
            user: "%s"
          flink:
            scores-every: 1m
            rings-every: 1h
            idle-after: 20s
        """
            .formatted(
                brokers.config(2).client().get("bootstrap.servers"),
                database.url(),
                database.user());
    return Files.writeString(directory.resolve("ringwatch.yaml"), yaml);
  }

  private ConfigurableApplicationContext server(
      Path settings, DatabaseSettings database, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--spring.config.location=" + settings.toUri());
    arguments.add("--server.port=0");
    arguments.add("--spring.main.banner-mode=off");
    arguments.add("--ringwatch.data=" + directory.resolve("data"));
    arguments.add("--ringwatch.database.password=" + database.password());
    return new SpringApplicationBuilder(Server.class)
        .properties(Server.DEFAULTS)
        .run(arguments.toArray(String[]::new));
  }

  private static List<Event> day() {
    Volume volume =
        new Volume(
            LocalDate.now(ZoneOffset.UTC).minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
            1,
            ACCOUNTS,
            10_000);
    List<Event> day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withVolume(volume)).forEach(day::add);
    // What comes later than the lateness of a second counts nowhere in the job.
    day.sort(Comparator.comparing(Event::timestamp));
    return day;
  }

  /** A program that talks to a server. */
  private final class Caller {

    private final String address;
    private final String key;

    private Caller(ConfigurableApplicationContext server) throws Exception {
      address =
          "http://127.0.0.1:"
              + server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      key =
          server
              .getBean(Store.class)
              .keys()
              .create(ApiKeyRequest.of("all", Scope.values()))
              .secret();
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(address + path))
          .header("Authorization", "Bearer " + key);
    }

    private JsonNode get(String path) throws Exception {
      return sent(request(path).build(), 200);
    }

    /** As a sender does, which comes again as long as it is told to: what was taken counts once. */
    private void post(List<Event> events) throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      EventWriter writer = EventWriter.ndjson(bytes);
      events.forEach(writer);
      writer.flush();
      HttpRequest request =
          request("/v1/events")
              .header("Content-Type", "application/x-ndjson")
              .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
              .build();
      WaitFor.condition(
          PATIENCE,
          () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202);
    }

    private JsonNode sent(HttpRequest request, int status) throws Exception {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return JSON.readTree(answer.body());
    }
  }

  private static long number(TestDatabase database, String query) throws Exception {
    return Long.parseLong(database.texts(query).getFirst());
  }

  @Test
  void showsAndActsOnWhatTheJobFinds() throws Exception {
    try (Brokers brokers = Brokers.start(1);
        TestDatabase database = TestDatabase.withSchema()) {
      DatabaseSettings access = database.settings();
      Path settings = settings(brokers, access);
      try (ConfigurableApplicationContext server = server(settings, access);
          SubmittedJob job =
              SubmittedJob.start(
                  settings,
                  Map.of("RINGWATCH_DATABASE_PASSWORD", access.password()),
                  directory.resolve("checkpoints"))) {
        Caller caller = new Caller(server);
        WaitFor.condition(
            PATIENCE,
            () -> caller.get("/v1/status").path("state").asString().equals("left to flink"));
        List<Event> day = day();
        send(day, caller, database, job);
        WaitFor.condition(
            PATIENCE,
            () -> number(database, "SELECT coalesce(sum(events), 0) FROM accounts") == day.size());
        checkRing(caller);
        assertThat(caller.get("/v1/status").path("closed_tick").asString()).isNotEmpty();
      }
      // In its own words it refuses what would write over what the job wrote.
      assertThatThrownBy(() -> server(settings, access, "--ringwatch.detection.by=server"))
          .satisfies(failure ->
              assertThat(StartFailure.sentence(failure))
                  .startsWith("a Flink job writes the scores of this database"));
    }
  }

  /** Half of it before a task manager is lost, and half after it. */
  private static void send(List<Event> day, Caller caller, TestDatabase database, SubmittedJob job)
      throws Exception {
    int half = day.size() / 2;
    for (int from = 0; from < day.size(); from += 1_000) {
      caller.post(day.subList(from, Math.min(day.size(), from + 1_000)));
      if (from < half && from + 1_000 >= half) {
        WaitFor.condition(
            PATIENCE, () -> number(database, "SELECT count(*) FROM job_progress") > 0);
        job.replaceTaskManager();
      }
    }
  }

  /** The worst one, its members, and the incident that was opened of it. */
  private static void checkRing(Caller caller) throws Exception {
    JsonNode ring = caller.get("/v1/rings").path("rings").path(0);
    String id = ring.path("ring_id").asString();
    assertThat(ring.path("ring_score").asDouble()).isPositive();
    JsonNode member = caller.get("/v1/rings/" + id + "/members").path("accounts").path(0);
    String account = member.path("account_id").asString();
    JsonNode known = caller.get("/v1/accounts/" + account);
    assertThat(known.path("status").asString()).isEqualTo("final");
    assertThat(known.path("ring_id").asString()).isEqualTo(id);
    double points = 0;
    for (JsonNode reason : known.path("reasons")) {
      points += reason.path("points").asDouble();
    }
    assertThat(points).isCloseTo(known.path("risk_score").asDouble(), within(0.001));
    WaitFor.condition(
        PATIENCE,
        () -> !caller.get("/v1/incidents?dedup_key=ring:" + id).path("incidents").isEmpty());
  }
}
