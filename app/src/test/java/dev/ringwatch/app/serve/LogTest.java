package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a running server, read as whoever collects it does. */
class LogTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REQUESTS = "ringwatch.requests";

  @TempDir private Path data;

  private static List<JsonNode> records(CapturedLog log, String logger) {
    return log.lines().stream()
        .map(JSON::readTree)
        .filter(record -> record.get("log").get("logger").asString().equals(logger))
        .toList();
  }

  @Test
  void writesOneObjectALineWithTheRequestThatItBelongsTo() throws Exception {
    try (CapturedLog log = new CapturedLog();
        RunningServer server =
            new RunningServer(
                data, "ringwatch.logging.format=json", "ringwatch.logging.requests=true")) {
      String secret = server.key(Scope.READ);
      Set<String> ids =
          IntStream.range(0, 100).mapToObj(i -> "request-" + i).collect(Collectors.toSet());
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (String id : ids) {
          calls.add(() ->
              server
                  .visitor()
                  .with("Authorization", "Bearer " + secret)
                  .with("X-Request-Id", id)
                  .get("/v1/accounts/secret-" + id)
                  .statusCode());
        }
        for (Future<Integer> call : many.invokeAll(calls)) {
          assertThat(call.get()).isEqualTo(404);
        }
      }
      Await.until(() -> records(log, REQUESTS).size() == 100);
      List<JsonNode> lines = records(log, REQUESTS);
      assertThat(lines.stream().map(line -> line.get("request_id").asString()).toList())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(lines)
          .allSatisfy(line -> {
            assertThat(line.get("message").asString())
                .startsWith("GET /v1/accounts/{id} answered 404 after ");
            assertThat(line.get("caller").asString()).startsWith("key ");
          });
      assertThat(records(log, "dev.ringwatch.app.detection.EmbeddedDetection"))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.has("request_id")).isFalse());
      assertThat(log.text()).doesNotContain(secret, "secret-request");
    }
  }

  @Test
  void writesLinesForAPersonUnlessAskedOtherwise() throws Exception {
    try (CapturedLog log = new CapturedLog();
        RunningServer server = new RunningServer(data, "ringwatch.logging.requests=true")) {
      server.visitor().with("X-Request-Id", "mine").get("/health/live");
      Await.until(() -> log.text().contains("[mine]"));
      assertThat(log.lines())
          .anyMatch(line ->
              line.matches(
                  "\\S+Z INFO  requests: GET /health/live answered 200 after \\d+ ms \\[mine]"))
          .anyMatch(
              line -> line.matches("\\S+Z INFO  EmbeddedDetection: detection goes on [^\\[]*"));
    }
  }

  @Test
  void writesNothingAboutRequestsUnlessAsked() throws Exception {
    try (CapturedLog log = new CapturedLog();
        RunningServer server = new RunningServer(data)) {
      server.visitor().get("/health/live");
      assertThat(log.text()).contains("Detection").doesNotContain("answered");
    }
  }

  @Test
  void keepsWhatStrangersWriteFromBeginningARecord() throws Exception {
    String forged = "2026-03-04T12:00:00.000Z ERROR Detection: all is lost";
    for (String format : List.of("text", "json")) {
      try (CapturedLog log = new CapturedLog();
          RunningServer server =
              new RunningServer(
                  data.resolve(format),
                  "ringwatch.logging.format=" + format,
                  "ringwatch.logging.requests=true")) {
        server
            .visitor()
            .with("X-Request-Id", "a " + forged)
            .get("/x%0a" + forged.replace(' ', '+'));
        // As whoever tells of an event that cannot be processed does.
        MDC.put("request_id", "b");
        LoggerFactory.getLogger("dev.ringwatch.test")
            .warn(
                "event {} was set aside",
                "x\n" + forged + "\r" + forged + "\u001b[2J\u2028" + forged,
                new IllegalStateException("y\n" + forged));
        MDC.remove("request_id");
        assertThat(log.lines()).hasSizeGreaterThan(2).noneMatch(line -> line.startsWith("2026-03"));
        assertThat(log.text()).doesNotContain("\u001b").contains("all is lost");
        if (format.equals("json")) {
          assertThat(log.lines()).allSatisfy(line -> assertThat(JSON.readTree(line)).isNotNull());
        }
      }
    }
  }
}
