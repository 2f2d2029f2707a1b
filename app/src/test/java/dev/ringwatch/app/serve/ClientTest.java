package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.client.ClientConfig;
import dev.ringwatch.client.ClientEvent;
import dev.ringwatch.client.RingwatchClient;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client for Java, against servers. */
class ClientTest {

  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final String AWKWARD = "a \"quoted\" \\ name, \uD83D\uDE00 \u00E9";

  @TempDir private Path directory;

  private final List<String> rejected = Collections.synchronizedList(new ArrayList<>());

  private ClientConfig config(String server, String key) {
    return ClientConfig.of(
            URI.create(server),
            key,
            (event, why) -> rejected.add(event.fields().get("account_id") + ": " + why))
        .withPauses(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(60));
  }

  private static ClientEvent event(String account) {
    return ClientEvent.of(account, "login", Instant.now());
  }

  @Test
  void getsEverythingInOnceAndSaysWhatWasRejected() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      String url = "http://127.0.0.1:" + server.port();
      try (RingwatchClient client =
          new RingwatchClient(
              config(url, server.key(Scope.INGEST)).withBatches(100, Duration.ofMillis(50), 300))) {
        for (int i = 0; i < 1_000; i++) {
          client.send(event("a" + i).with("ip", "203.0.113.7"));
        }
        client.send(event(AWKWARD).with("user_agent", AWKWARD + "\n\tand more"));
        client.send(event("old").with("timestamp", "2001-01-01T00:00:00Z"));
        client.send(event(""));
        client.flush();
        assertThat(server.count("SELECT count(*) FROM raw_events"))
            .as("%s", rejected)
            .isEqualTo(1_001);
        ClientEvent named = event("b").with("event_id", "one");
        client.send(named);
        client.send(named);
      }
      assertThat(server.count("SELECT count(DISTINCT account_id) FROM raw_events"))
          .as("closing flushes, and one id counts once")
          .isEqualTo(1_002);
      assertThat(server.count("SELECT count(*) FROM raw_events")).isEqualTo(1_002);
      assertThat(
              server.count(
                  "SELECT count(*) FROM raw_events WHERE user_agent = account_id || E'\\n\\tand more'"
                      + " AND ascii(right(account_id, 1)) = 233 AND account_id LIKE '%quoted%'"))
          .isEqualTo(1);
      assertThat(rejected).hasSize(2);
      assertThat(rejected.get(0)).startsWith("old: ").contains("30 days");
      assertThat(rejected.get(1)).startsWith(": ").contains("account_id");
    }
  }

  @Test
  void stopsWhereTheServerWillNeverTakeItsEvents() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      RingwatchClient client = new RingwatchClient(config(url, server.key(Scope.READ)));
      client.send(event("a"));
      assertThatThrownBy(client::flush)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("answers 403 and will take nothing");
      assertThatThrownBy(() -> client.send(event("b"))).hasMessageContaining("403");
      assertThatThrownBy(client::close).hasMessageContaining("1 events could not be sent");
    }
  }

  /** A server that answers as it is told, and keeps what it was sent. */
  private record Scripted(HttpServer http, Deque<Integer> answers, List<String> bodies)
      implements AutoCloseable {

    static Scripted of(Integer... answers) throws IOException {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      Scripted scripted =
          new Scripted(
              http,
              new ArrayDeque<>(List.of(answers)),
              Collections.synchronizedList(new ArrayList<>()));
      http.createContext(
          "/v1/events",
          exchange -> {
            try (exchange;
                GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
              scripted.bodies.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
              Integer next = scripted.answers.poll();
              int status = next == null ? 202 : next;
              byte[] answer =
                  "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}"
                      .getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(status, answer.length);
              exchange.getResponseBody().write(answer);
            }
          });
      http.start();
      return scripted;
    }

    String url() {
      return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  @Test
  void sendsTheSameAgainWhereAServerIsBusyOrIll() throws Exception {
    try (Scripted server = Scripted.of(429, 503, 500);
        RingwatchClient client = new RingwatchClient(config(server.url(), "k"))) {
      client.send(event("a"));
      client.flush();
      assertThat(server.bodies()).hasSize(4);
      assertThat(server.bodies().stream().distinct()).as("the same id each time").hasSize(1);
    }
  }

  @Test
  void sendsLessAtOnceWhereItIsTooMuchAndKeepsTheOrder() throws Exception {
    try (Scripted server = Scripted.of(413, 413);
        RingwatchClient client =
            new RingwatchClient(
                config(server.url(), "k").withBatches(4, Duration.ofSeconds(30), 100))) {
      for (String account : List.of("a", "b", "c", "d")) {
        client.send(event(account));
      }
      client.flush();
      List<String> taken = server.bodies().subList(2, server.bodies().size());
      assertThat(taken.stream().flatMap(String::lines).map(ClientTest::accountOf))
          .containsExactly("a", "b", "c", "d");
      assertThat(taken).hasSize(3);
    }
  }

  private static String accountOf(String line) {
    JsonNode event = JsonMapper.shared().readTree(line);
    return event.get("account_id").asString();
  }

  @Test
  void waitsWhereTooManyAreNotSentAndSaysWhatItCouldNotSend() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    RingwatchClient client =
        new RingwatchClient(
            config("http://127.0.0.1:" + nobody, "k")
                .withBatches(2, Duration.ofMillis(1), 4)
                .withPauses(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(200)));
    Thread sender =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < 5; i++) {
                  client.send(event("a"));
                }
              } catch (InterruptedException | IllegalStateException e) {
                Thread.currentThread().interrupt();
              }
            });
    Await.until(() -> sender.getState() == Thread.State.WAITING);
    assertThatThrownBy(client::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("4 events could not be sent");
    sender.join();
  }

  @Test
  void losesNothingAndCountsNothingTwiceWhereTheServerIsKilled() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    Process server = serve(port);
    try {
      awaitReady(url);
      String key = run("key", "create", "--name", "client", "--scope", "ingest").strip();
      int events = 20_000;
      try (RingwatchClient client =
          new RingwatchClient(
              config(url, key)
                  .withBatches(50, Duration.ofMillis(1), 1_000)
                  .withPauses(
                      Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(2)))) {
        for (int i = 0; i < events; i++) {
          client.send(event("a" + i % 100));
          if (i == events / 2) {
            server.destroyForcibly().waitFor();
            server = serve(port);
          }
        }
      }
      assertThat(stored()).isEqualTo(events + " " + events);
      assertThat(rejected).isEmpty();
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /** What the server's own PostgreSQL holds: all events, and how many of them differ. */
  private String stored() throws Exception {
    Path postgres = directory.resolve("data/postgres");
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(postgres.resolve("ringwatch.port")).strip()
            + "/ringwatch";
    String password = Files.readString(postgres.resolve("ringwatch.password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "ringwatch", password);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || ' ' || count(DISTINCT event_id) FROM raw_events")) {
      row.next();
      return row.getString(1);
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add("dev.ringwatch.app.Main");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", directory.resolve("data").toString()));
    return command;
  }

  private Process serve(int port) throws IOException {
    return new ProcessBuilder(command("serve", "--port", Integer.toString(port)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private String run(String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(command(arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  /** A start in a process of its own takes a minute where many are at work beside it. */
  private static void awaitReady(String url) {
    Visitor anybody = new Visitor(url, Clock.systemUTC());
    WaitFor.condition(
        START_PATIENCE,
        () -> {
          try {
            return anybody.get("/health/ready").statusCode() == 200;
          } catch (IOException e) {
            return false;
          }
        });
  }
}
