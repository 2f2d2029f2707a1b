package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What whoever runs the server sees of it, over a socket; docs/operations.md says the same. */
class OperationsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) \\S+$");
  private static final Pattern NAME = Pattern.compile("\\b(?:ringwatch|jvm|process|system)_\\w+");

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor program;

  @BeforeEach
  void start() throws Exception {
    server =
        new RunningServer(
            data,
            "ringwatch.heartbeat.url=http://127.0.0.1:9/nobody",
            "ringwatch.archive.directory=" + data,
            "ringwatch.health.database-silence=5s",
            "ringwatch.detection.snapshot-every=10ms");
    String key = server.key(Scope.READ, Scope.INGEST);
    program = server.visitor().asProgram().with("Authorization", "Bearer " + key);
    Await.until(() -> server.visitor().get("/health/ready").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String event(String id, Instant time) {
    return "{\"event_id\":\"%s\",\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\"%s\"}"
        .formatted(id, time);
  }

  private Map<String, String> components() throws IOException, InterruptedException {
    JsonNode status = JSON.readTree(program.get("/v1/status").body());
    Map<String, String> states = new LinkedHashMap<>();
    for (JsonNode part : status.get("components")) {
      assertThat(part.get("sentence").asString()).isNotBlank();
      states.put(part.get("name").asString(), part.get("state").asString());
    }
    return states;
  }

  /** The values of a scrape, by name and labels. */
  private Map<String, Double> metrics() throws IOException, InterruptedException {
    return program
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  @Test
  void saysThatAllIsWellAndWhatIsNot() throws Exception {
    assertThat(server.visitor().get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
    assertThat(server.visitor().get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(components().keySet())
        .containsExactly(
            "detection", "lag", "database", "disk", "clock", "delivery", "archive", "erasure");
    assertThat(components()).containsEntry("detection", "ok").containsEntry("clock", "ok");

    server.clock().advance(Duration.ofHours(1));
    Await.until(() -> components().getOrDefault("clock", "").equals("fail"));
    assertThat(server.visitor().get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(metrics())
        .containsEntry("ringwatch_health{component=\"clock\"}", 2.0)
        .containsEntry("ringwatch_ready", 1.0)
        .hasEntrySatisfying(
            "ringwatch_clock_offset_seconds", offset -> assertThat(offset).isLessThan(-3_590.0));
  }

  @Test
  void isNeitherLiveNorReadyOnceDetectionHasDied() throws Exception {
    server.context().getBean(EventLog.class).append(new ControlRecord("later", new Tick(1), ""));
    Await.until(() -> server.visitor().get("/health/live").statusCode() == 503);
    assertThat(server.visitor().get("/health/live").body())
        .isEqualTo("{\"status\":\"dead\",\"failing\":[\"detection\"]}");
    HttpResponse<String> ready = server.visitor().get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("{\"status\":\"not ready\",\"failing\":[\"detection\"]}");
    assertThat(components()).containsEntry("detection", "fail");
    assertThat(metrics())
        .containsEntry("ringwatch_ready", 0.0)
        .containsEntry("ringwatch_health{component=\"detection\"}", 2.0);
  }

  @Test
  void isLiveAndNotReadyWhileTheDatabaseIsAway() throws Exception {
    DatabaseSettings own = server.database();
    String name = own.url().replaceFirst("^.*/(ringwatch_test_\\w+).*$", "$1");
    try (Connection beside =
            DriverManager.getConnection(
                own.url().replace(name, "postgres"), own.user(), own.password());
        Statement statement = beside.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
      Await.until(() ->
          server.visitor().get("/health/ready").body().contains("\"detection\",\"database\""));
      assertThat(server.visitor().get("/health/live").statusCode()).isEqualTo(200);
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      Await.until(() -> server.visitor().get("/health/ready").statusCode() == 200);
      assertThat(components()).containsEntry("database", "ok").containsEntry("detection", "ok");
    }
  }

  @Test
  void countsWhatComesIn() throws Exception {
    Instant now = Instant.now();
    String body =
        event("1", now.minusSeconds(1_000)) + "\n" + event("2", now.minusSeconds(500)) + "\n{}";
    program.send("POST", "/v1/events", body);
    program.send("POST", "/v1/events", body);
    Await.until(() -> metrics().getOrDefault("ringwatch_log_read_seq", 0.0) >= 2);
    Await.until(() -> metrics().getOrDefault("ringwatch_tick_close_seconds_count", 0.0) >= 1);
    Await.until(() -> metrics().getOrDefault("ringwatch_snapshot_seq", 0.0) >= 2);
    assertThat(metrics())
        .containsEntry("ringwatch_events_accepted_total", 2.0)
        .containsEntry("ringwatch_events_duplicate_total", 2.0)
        .containsEntry("ringwatch_events_rejected_total{reason=\"missing\"}", 2.0)
        .containsEntry("ringwatch_append_seconds_count", 2.0)
        .containsEntry(
            "ringwatch_http_request_seconds_count"
                + "{method=\"POST\",route=\"/v1/events\",status=\"202\"}",
            2.0)
        .containsEntry("ringwatch_accounts", 1.0)
        .containsEntry("ringwatch_model_accounts", 0.0)
        .containsEntry("ringwatch_info{version=\"development\"}", 1.0)
        .hasEntrySatisfying(
            "ringwatch_snapshot_bytes", bytes -> assertThat(bytes).isGreaterThan(100.0))
        .hasEntrySatisfying(
            "ringwatch_closed_tick_age_seconds", age -> assertThat(age).isBetween(500.0, 1_200.0));
  }

  @Test
  void namesRoutesAndNeverPathsAndNoMoreThanThereAre() throws Exception {
    program.get("/v1/accounts/secret-account");
    for (int i = 0; i < 50; i++) {
      server.visitor().asProgram().send("BREW" + i, "/coffee/" + i, "");
    }
    String text = program.get("/metrics").body();
    assertThat(text)
        .contains("{method=\"GET\",route=\"/v1/accounts/{id}\",status=\"404\"}")
        .contains("_count{method=\"OTHER\",route=\"none\",status=\"400\"} 50")
        .doesNotContain("secret-account", "coffee", "BREW");
  }

  @Test
  void exposesWhatTheDocumentationNamesAndNothingElse() throws Exception {
    program.get("/v1/accounts");
    HttpResponse<String> answer = program.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain;version=0.0.4"));
    Set<String> exposed = new TreeSet<>();
    FAMILY.matcher(answer.body()).results().map(m -> m.group(1)).forEach(exposed::add);
    Set<String> documented = new TreeSet<>();
    documentation()
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1)[1])
        .forEach(cell -> NAME.matcher(cell).results().forEach(m -> documented.add(m.group())));
    // What the Java machine says depends on it: each has to be named, not all have to be there.
    documented.removeIf(name -> !name.startsWith("ringwatch_") && !exposed.contains(name));
    assertThat(exposed).isEqualTo(documented);
    assertThat(answer.body()).doesNotContain("# HELP ringwatch_info \n");
  }

  @Test
  void hasAlertsThatParseAndAskOnlyForWhatThereIs() throws Exception {
    List<String> blocks =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(documentation())
            .results()
            .map(block -> block.group(1))
            .toList();
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    blocks.forEach(block -> assertThat(yaml.<Object>load(block)).isInstanceOf(Map.class));
    String rules = blocks.stream().filter(b -> b.startsWith("groups:")).findFirst().orElseThrow();
    JsonNode groups = JSON.valueToTree(yaml.load(rules)).get("groups");
    Set<String> exposed = new TreeSet<>();
    program.send("POST", "/v1/events", "");
    metrics().keySet().forEach(series -> exposed.add(series.replaceFirst("\\{.*", "")));
    int count = 0;
    for (JsonNode rule : groups.get(0).get("rules")) {
      assertThat(rule.get("alert").asString()).startsWith("Ringwatch");
      assertThat(rule.get("labels").get("severity").asString()).isIn("page", "ticket");
      assertThat(rule.get("annotations").get("summary").asString()).isNotBlank();
      String expression = rule.get("expr").asString();
      assertThat(expression.chars().filter(c -> c == '(').count())
          .isEqualTo(expression.chars().filter(c -> c == ')').count());
      List<String> asked = NAME.matcher(expression).results().map(MatchResult::group).toList();
      assertThat(exposed).as(expression).containsAll(asked);
      count++;
    }
    assertThat(count).isGreaterThan(10);
  }

  private static String documentation() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/operations.md"))) {
        return Files.readString(path.resolve("docs/operations.md"));
      }
    }
    throw new IllegalStateException("no docs/operations.md above " + here);
  }
}
