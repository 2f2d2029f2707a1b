package dev.ringwatch.app.serve;

import static dev.ringwatch.app.serve.AccountEverywhere.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.audit.AuditRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account that is everywhere it can be, and is erased: afterwards no column of any table and no
 * file of the server's has its name.
 */
class ErasureTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String ACCOUNT = AccountEverywhere.ACCOUNT;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Visitor client;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path archive;

  @BeforeEach
  void start() throws Exception {
    archive = Files.createDirectory(folder.resolve("archive"));
    server = new RunningServer(folder.resolve("data"), settings());
    client = client();
  }

  private String[] settings() {
    return new String[] {
      "ringwatch.operators.second-factor=false",
      "ringwatch.detection.snapshot-every=1s",
      "ringwatch.archive.directory=" + archive
    };
  }

  private String[] encrypting() {
    return Stream.concat(Stream.of(settings()), Stream.of("ringwatch.encrypt-files=true"))
        .toArray(String[]::new);
  }

  /** Whether there are some, and all are encrypted. */
  private boolean hasEncryptedSnapshots() throws IOException {
    List<Path> snapshots;
    try (Stream<Path> files = Files.list(folder.resolve("data/snapshots"))) {
      snapshots = files.filter(file -> file.toString().endsWith(".snapshot")).toList();
    }
    boolean encrypted = !snapshots.isEmpty();
    for (Path snapshot : snapshots) {
      try {
        encrypted &= FileEncryption.isEncrypted(snapshot);
      } catch (NoSuchFileException e) {
        // A newer one has taken its place: look again.
        return false;
      }
    }
    return encrypted;
  }

  private Visitor client() throws SQLException {
    String key = "Bearer " + server.key(Scope.values());
    return server.visitor().asProgram().with("Authorization", key);
  }

  private AccountEverywhere account() {
    return new AccountEverywhere(server);
  }

  private Traces traces() {
    return new Traces(server, folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Somebody looks at it, and says its name in other ways. */
  private void leaveTraces() throws Exception {
    assertThat(client.get("/v1/accounts/" + ACCOUNT).statusCode()).isIn(200, 404);
    assertThat(client.get("/v1/events?account_id=" + ACCOUNT).statusCode()).isEqualTo(200);
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(analyst.get("/search?q=" + ACCOUNT).statusCode()).isIn(200, 303, 302);
  }

  private JsonNode erasure() throws Exception {
    return JSON.readTree(client.get("/v1/erasures").body()).path("erasures").path(0);
  }

  @Test
  void leavesNoTraceInAnyColumnOfAnyTableNorInAnyFile() throws Exception {
    account().sendEvents();
    account().fillTables();
    account().fillLog();
    leaveTraces();
    server.context().getBean(Archive.class).write(YESTERDAY);
    Await.until(
        () -> traces().filesWith(ACCOUNT).stream().anyMatch(file -> file.endsWith(".snapshot")));
    assertThat(traces().tablesWith(ACCOUNT))
        .contains(
            "raw_events",
            "control_records",
            "rejected_events",
            "set_aside",
            "accounts",
            "account_features",
            "risk_scores",
            "account_days",
            "hunt_findings",
            "rings",
            "ring_members",
            "ring_edges",
            "ring_history",
            "alert_incidents",
            "alert_moves",
            "alert_suppressions",
            "alert_silences",
            "alert_deliveries",
            "alert_attempts",
            "verdicts",
            "verdict_features",
            "verdict_withdrawals",
            "appeals",
            "audit_items",
            "account_notes",
            "queue_claims",
            "queue_skips",
            "listed",
            "audit_log");
    assertThat(traces().filesWith(ACCOUNT)).anyMatch(file -> file.endsWith(".parquet"));
    Set<String> exported = exported();
    assertThat(exported).contains("raw_events", "verdicts", "events-" + YESTERDAY + ".parquet");

    HttpResponse<String> asked =
        client.send("POST", "/v1/erasures", "{\"account_id\":\"" + ACCOUNT + "\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(JSON.readTree(asked.body()).path("account_id").asString()).isEqualTo(ACCOUNT);
    Await.until(() -> erasure().path("step").asString().equals("done"));

    assertThat(erasure().path("problem").isNull()).as("%s", erasure()).isTrue();
    assertThat(erasure().path("removed_rows").asLong()).isGreaterThan(100);
    // The last is the making of room, which ends after the list has lost the name.
    Await.until(() -> traces().columnsWith(ACCOUNT).isEmpty());
    Await.until(() -> traces().filesWith(ACCOUNT).isEmpty());
    assertThat(exported()).isEmpty();
    whatIsOfOthersStays();
    assertThat(server.context().getBean(AuditRows.class).verify(List.of()).findings()).isEmpty();
  }

  private void whatIsOfOthersStays() throws Exception {
    String pseudonym = erasure().path("pseudonym").asString();
    assertThat(
            server.count(
                "SELECT count(*) FROM raw_events WHERE target = '%1$s' AND target_owner = '%1$s'"
                    .formatted(pseudonym)))
        .isEqualTo(40);
    assertThat(
            server.count(
                "SELECT count(*) FROM ring_members WHERE account_id = '" + pseudonym + "'"))
        .isEqualTo(1);
    assertThat(
            server.count(
                "SELECT count(*) FROM ring_history WHERE jsonb_exists(joined_accounts, '"
                    + pseudonym
                    + "')"))
        .isEqualTo(1);
    assertThat(
            server.count(
                "SELECT count(*) FROM verdicts WHERE reason = 'works with "
                    + pseudonym
                    + ", see there'"))
        .isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM alert_deliveries WHERE state = 'delivered'"))
        .isEqualTo(1);
    assertThat(
            server.count("SELECT count(*) FROM control_records WHERE body LIKE '%\"q\"%other-1%'"))
        .isEqualTo(1);
    assertThat(server.count("SELECT events FROM archived_days")).isEqualTo(40);
  }

  @Test
  void isAskedForOnAPageAndIsDoneAfterARestart() throws Exception {
    account().sendEvents();
    Visitor analyst = server.withPassword(server.operator(Role.ANALYST));
    assertThat(analyst.get("/settings/erasures").statusCode()).isEqualTo(403);
    Visitor admin = server.withPassword(server.operator(Role.ADMIN));
    HttpResponse<String> refused =
        admin.submit("/settings/erasures", "account", ACCOUNT, "again", ACCOUNT + "x");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM erasures")).isZero();
    DatabaseSettings own = server.database();
    try (Connection holder = DriverManager.getConnection(own.url(), own.user(), own.password());
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      // The work begins and gets no further.
      statement.execute("LOCK TABLE account_notes IN ACCESS EXCLUSIVE MODE");
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> asked =
            admin.submit("/settings/erasures", "account", ACCOUNT, "again", ACCOUNT);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains(ACCOUNT, "erased-1").doesNotContain("erased-2");
      }
      assertThat(metrics()).contains("ringwatch_erasures_late 0.0");
      server.execute(
          "UPDATE erasures SET asked_at = now() - interval '2 h', due_at = now() - interval '1 h'");
      Await.until(() -> metrics().contains("ringwatch_erasures_late 1.0"));
      assertThat(client.get("/v1/status").body())
          .contains("1 of 1 accounts are not forgotten by the time that was promised");
      server = server.restarted(folder.resolve("data"), encrypting());
      holder.rollback();
    }
    client = client();
    Await.until(() -> erasure().path("step").asString().equals("done"));
    Await.until(() -> traces().columnsWith(ACCOUNT).isEmpty());
    admin = server.withPassword(server.operator(Role.ADMIN));
    assertThat(admin.get("/settings/erasures").body()).contains("forgotten", "erased-1", "done");
    Await.until(this::hasEncryptedSnapshots);
    said();
  }

  @Test
  void readsOutOneAccountAtATime() throws Exception {
    account().sendEvents();
    String path = "/v1/exports?account_id=" + ACCOUNT;
    DatabaseSettings own = server.database();
    CompletableFuture<HttpResponse<String>> first;
    CompletableFuture<HttpResponse<String>> second;
    try (Connection holder = DriverManager.getConnection(own.url(), own.user(), own.password());
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      // Whichever comes first gets no further.
      statement.execute("LOCK TABLE account_notes IN ACCESS EXCLUSIVE MODE");
      first = later(path);
      second = later(path);
      HttpResponse<?> refused =
          (HttpResponse<?>) CompletableFuture.anyOf(first, second).get(1, TimeUnit.MINUTES);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("30");
      assertThat(String.valueOf(refused.body())).contains("one at a time: try again in a while");
      holder.rollback();
    }
    assertThat(List.of(first.get().statusCode(), second.get().statusCode()))
        .containsExactlyInAnyOrder(200, 429);
    assertThat(exported()).contains("raw_events");
  }

  private CompletableFuture<HttpResponse<String>> later(String path) {
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(client.get(path));
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private String metrics() throws Exception {
    return client.get("/metrics").body();
  }

  /** What the commands on the host say of it. */
  private void said() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), server.database().password());
    Path config =
        Files.writeString(
            folder.resolve("ringwatch.yaml"),
            """
            ringwatch:
              archive: {directory: '%s'}
              database: {url: '%s', user: '%s', password-file: '%s'}
            """
                .formatted(archive, server.database().url(), server.database().user(), password));
    assertThat(run("erase", "--config", config)).startsWith("0 erased-1  (forgotten)  done");
    assertThat(run("erase", "--config", config, "never-seen-1")).contains("1 ", "--yes");
    assertThat(run("erase", "--config", config, "never-seen-1", "--yes"))
        .startsWith("0 erased-")
        .contains("asked");
    Path file = folder.resolve("account.ndjson");
    assertThat(run("export", "--config", config, "other-0", "--out", file)).contains("rows in");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file)).contains("\"account_id\":\"other-0\"").endsWith("}\n");
    assertThat(run("export", "--config", config, "other-0", "--out", file))
        .contains("1 ", "exists already");
  }

  private static String run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return exit + " " + out + err;
  }

  /** Of which tables and files there is something of the account. */
  private Set<String> exported() throws Exception {
    HttpResponse<String> answer = client.get("/v1/exports?account_id=" + ACCOUNT);
    assertThat(answer.statusCode()).isEqualTo(200);
    Set<String> places = new TreeSet<>();
    for (String line : answer.body().lines().toList()) {
      JsonNode node = JSON.readTree(line);
      places.add(node.path("table").asString("") + node.path("file").asString(""));
    }
    places.remove("");
    // Being asked is recorded.
    places.remove("audit_log");
    return places;
  }
}
