package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.audit.AuditReport;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is recorded for what, over a real socket, and what the command says of it. */
class AuditTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path data;

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // set before each test
  private ConfigurableApplicationContext server;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void start() {
    server =
        new SpringApplicationBuilder(Server.class)
            .properties(Server.DEFAULTS)
            .run("--server.port=0", "--ringwatch.data=" + data, "--spring.main.banner-mode=off");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", data.toString()));
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Ran(exit, out.toString().strip(), err.toString().strip());
  }

  private HttpResponse<String> get(String path, String key)
      throws IOException, InterruptedException {
    return send(request(path, key).header("X-Request-Id", "look-1"));
  }

  private HttpRequest.Builder request(String path, String key) {
    String port = server.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** As the owner of the tables who has taken the guards away. */
  private void tamper(String statement) throws SQLException {
    DatabaseSettings database = EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement running = connection.createStatement()) {
      running.execute("SET session_replication_role = replica; " + statement);
    }
  }

  private AuditReport verify() throws SQLException {
    return server.getBean(AuditRows.class).verify(List.of());
  }

  /** When a row was written. */
  private Instant at(long seq) throws SQLException {
    List<Instant> times = new ArrayList<>();
    server
        .getBean(AuditRows.class)
        .forEach(
            null,
            null,
            row -> {
              if (row.seq() == seq) {
                times.add(row.at());
              }
            });
    return times.getFirst();
  }

  private List<JsonNode> exported() {
    Ran ran = run("audit", "export");
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out().lines().map(JSON::readTree).toList();
  }

  private static String text(JsonNode row, String field) {
    return row.get(field).asString();
  }

  /** Retried until scores are of the present. */
  private HttpResponse<String> look(String path, String key) throws Exception {
    return WaitFor.value(
        PATIENCE,
        () -> {
          HttpResponse<String> answer = get(path, key);
          return answer.statusCode() == 503 ? null : answer;
        });
  }

  @Test
  void recordsWhoLookedAtWhomAndWhoMadeKeys() throws Exception {
    String secret = run("key", "create", "--name", "desk", "--scope", "read,ingest").out();
    HttpResponse<String> refused =
        send(request("/v1/accounts/a", "rw_wrong").header("X-Request-Id", "a b"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);
    HttpResponse<String> answer = look("/v1/accounts?id=sl%2Fash", secret);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("look-1");
    String event =
        "{\"account_id\":\"seen\",\"action\":\"login\",\"timestamp\":\"" + Instant.now() + "\"}";
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(event);
    assertThat(send(request("/v1/events", secret).POST(body)).statusCode()).isEqualTo(202);
    WaitFor.condition(PATIENCE, () -> get("/v1/status", secret).body().contains("\"read_seq\":1"));
    assertThat(get("/v1/accounts/seen", secret).statusCode()).isEqualTo(200);
    run("key", "rotate", "1", "--overlap-hours", "1");
    run("key", "revoke", "2");
    assertThat(run("key", "revoke", "2").exit()).isEqualTo(1);
    String file = data.resolve("audit.ndjson").toString();
    String since = at(2).toString();
    String until = at(5).toString();
    String[] export = {"audit", "export", "--since", since, "--until", until, "--out", file};
    assertThat(run(export).err()).matches("ringwatch: 3 rows; head 4:[0-9a-f]{64}");
    assertThat(Files.readAllLines(Path.of(file))).hasSize(3);
    assertThat(run(export).err()).contains("exists already");
    server.close();

    List<JsonNode> rows = exported();

    assertThat(rows)
        .extracting(
            row -> text(row, "action") + " " + text(row, "object_id") + " " + text(row, "outcome"))
        .containsExactly(
            "server.start  done",
            "key.create 1 done",
            "account.look sl/ash not_found",
            "account.look seen done",
            "key.rotate 1 done",
            "key.revoke 2 done",
            "audit.export  done",
            "access.refused  done",
            "server.stop  done",
            "audit.export  done");
    JsonNode made = rows.get(1);
    assertThat(text(made, "actor_kind")).isEqualTo("console");
    assertThat(text(made, "actor_id")).isEqualTo(System.getProperty("user.name"));
    assertThat(text(made.get("details"), "name")).isEqualTo("desk");
    assertThat(text(made.get("details"), "scopes")).isEqualTo("ingest,read");
    JsonNode look = rows.get(2);
    assertThat(text(look, "actor_kind")).isEqualTo("api_key");
    assertThat(text(look, "actor_id")).isEqualTo("1");
    assertThat(text(look, "object_kind")).isEqualTo("account");
    assertThat(text(look, "request_id")).isEqualTo("look-1");
    assertThat(text(rows.get(3).get("details"), "status")).isEqualTo("learning");
    assertThat(text(rows.get(4).get("details"), "new_key")).isEqualTo("2");
    assertThat(text(rows.get(7).get("details"), "unauthenticated")).isEqualTo("1");
    assertThat(rows.toString()).doesNotContain(secret);
    assertHolds(rows);
  }

  /** By docs/audit.md alone. */
  private static void assertHolds(List<JsonNode> rows) throws Exception {
    String previous = "00".repeat(32);
    long seq = 0;
    for (JsonNode row : rows) {
      seq++;
      assertThat(row.get("seq").asLong()).isEqualTo(seq);
      assertThat(text(row, "previous_hash")).isEqualTo(previous);
      ByteArrayOutputStream details = new ByteArrayOutputStream();
      for (String name : row.get("details").propertyNames()) {
        write(details, name);
        write(details, text(row.get("details"), name));
      }
      assertThat(sha256(hex(text(row, "details_salt")), details.toByteArray()))
          .isEqualTo(text(row, "details_commitment"));
      assertThat(
              sha256(
                  hex(text(row, "object_salt")),
                  text(row, "object_id").getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(text(row, "object_commitment"));
      ByteArrayOutputStream hashed = new ByteArrayOutputStream();
      write(hashed, "ringwatch audit 1");
      hashed.writeBytes(hex(previous));
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text(row, "at")));
      hashed.writeBytes(ByteBuffer.allocate(16).putLong(seq).putLong(micros).array());
      for (String field :
          List.of("actor_kind", "actor_id", "action", "object_kind", "outcome", "request_id")) {
        write(hashed, text(row, field));
      }
      hashed.writeBytes(hex(text(row, "object_commitment")));
      hashed.writeBytes(hex(text(row, "details_commitment")));
      previous = sha256(hashed.toByteArray());
      assertThat(text(row, "hash")).isEqualTo(previous);
    }
  }

  private static void write(ByteArrayOutputStream out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
    out.writeBytes(utf8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static String sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void namesATamperedRowAndRefusesWhatItCannotRecord() throws Exception {
    String secret = run("key", "create", "--name", "desk", "--scope", "read").out();
    for (String account : List.of("a", "b", "c")) {
      assertThat(look("/v1/accounts/" + account, secret).statusCode()).isEqualTo(404);
    }
    Ran before = run("audit", "verify");
    assertThat(before.exit()).as(before.out()).isZero();
    String head = before.out().substring(before.out().lastIndexOf(' ') + 1);
    assertThat(head).startsWith("5:");

    tamper("UPDATE audit_log SET object_id = 'x' WHERE seq = 4");
    Ran tampered = run("audit", "verify");
    assertThat(tampered.exit()).isEqualTo(1);
    assertThat(tampered.out())
        .startsWith("row 4 was changed: its object is not what it commits to");
    assertThat(tampered.err()).contains("not as it was written: 1 finding");

    tamper("UPDATE audit_log SET object_id = 'b' WHERE seq = 4");
    assertThat(verify().isWhole()).isTrue();
    tamper(
        "DELETE FROM audit_log WHERE seq = 5;"
            + " UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit_log WHERE seq = 4)");
    HttpResponse<String> refused = get("/v1/accounts/a", secret);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("audit log").doesNotContain("no event of the account");
    assertThat(verify().isWhole()).isTrue();
    Ran cut = run("audit", "verify", "--head", head);
    assertThat(cut.exit()).isEqualTo(1);
    assertThat(cut.out()).startsWith("row 5 is missing: row 5 was noted once");
    assertThat(run("audit", "verify", "--head", "5").exit()).isEqualTo(2);

    // What was noted beside the database when the server started is gone as well.
    tamper(
        "TRUNCATE audit_log;"
            + " UPDATE audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')");
    Files.writeString(
        data.resolve("audit-heads"), Files.readString(data.resolve("audit-heads")) + "2026-11");
    Ran emptied = run("audit", "verify");
    assertThat(emptied.exit()).isEqualTo(1);
    assertThat(emptied.out()).startsWith("row 1 is missing: row 1 was noted once");
    assertThat(emptied.err()).contains("line 2 of", "cannot be read");
  }
}
