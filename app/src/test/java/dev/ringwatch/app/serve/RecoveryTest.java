package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.audit.AuditReport;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Rehearses docs/backup.md: a base backup of a running server, its write-ahead log archived, and a
 * return to a point in time between two events.
 */
class RecoveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Instant now = Instant.now();

  private static ConfigurableApplicationContext start(Path data) {
    return new SpringApplicationBuilder(Server.class)
        .properties(Server.DEFAULTS)
        .run("--server.port=0", "--ringwatch.data=" + data, "--spring.main.banner-mode=off");
  }

  /** Sends events with numbers and says how many were accepted. */
  private String send(ConfigurableApplicationContext server, int from, int to) throws Exception {
    String key =
        server.getBean(Store.class).keys().create(ApiKeyRequest.of("t", Scope.INGEST)).secret();
    StringBuilder body = new StringBuilder();
    for (int i = from; i < to; i++) {
      body.append(
          "{\"event_id\":\"%d\",\"account_id\":\"a%d\",\"action\":\"login\",\"timestamp\":\"%s\"}%n"
              .formatted(i, i % 7, now.minusSeconds(600).plusMillis(i)));
    }
    String port = server.getEnvironment().getRequiredProperty("local.server.port");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return answer.body().replaceAll(",\"rejected.*", "");
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static Connection connect(Path data) throws SQLException {
    DatabaseSettings running = EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
    return DriverManager.getConnection(running.url(), running.user(), running.password());
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start().waitFor();
    assertThat(to).exists();
  }

  /** A data folder whose database archives its log. */
  private Path archiving(Path archive) throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    EmbeddedPostgres.start(
            EmbeddedPostgresConfig.ofDefaults(data.resolve("postgres")),
            new EmbeddedPostgresListener() {})
        .close();
    Files.writeString(
        data.resolve("postgres/custom.conf"),
        """
        archive_mode = on
        archive_command = 'test ! -f %1$s/%%f && cp %%p %1$s/%%f'
        """
            .formatted(archive));
    return data;
  }

  /** What pg_basebackup does, by the functions that it uses. */
  private Path baseBackup(Path data) throws Exception {
    Path base = directory.resolve("base");
    try (Connection connection = connect(data)) {
      ask(connection, "SELECT pg_backup_start('rehearsal', fast => true)");
      copy(data.resolve("postgres"), base);
      String label = ask(connection, "SELECT labelfile FROM pg_backup_stop()");
      Files.writeString(base.resolve("backup_label"), label);
    }
    Files.delete(base.resolve("postmaster.pid"));
    try (Stream<Path> log = Files.list(base.resolve("pg_wal"))) {
      for (Path segment : log.filter(Files::isRegularFile).toList()) {
        Files.delete(segment);
      }
    }
    return base;
  }

  /** A data folder of the backup, to be recovered up to a time, with all that lay beside it. */
  private Path recovering(Path base, Path data, Path archive, String target) throws Exception {
    Path recovered = Files.createDirectory(directory.resolve("recovered"));
    copy(base, recovered.resolve("postgres"));
    Files.createFile(recovered.resolve("postgres/recovery.signal"));
    Files.writeString(
        recovered.resolve("postgres/custom.conf"),
        """
        restore_command = 'cp %s/%%f %%p'
        recovery_target_time = '%s'
        recovery_target_action = 'promote'
        hot_standby = off
        """
            .formatted(archive, target));
    for (String beside : List.of("secret.key", "audit-heads", "snapshots")) {
      copy(data.resolve(beside), recovered.resolve(beside));
    }
    return recovered;
  }

  private static DetectionStatus awaitRead(ConfigurableApplicationContext server) {
    Detection detection = server.getBean(Detection.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (detection.status().state() != DetectionStatus.State.LIVE
        || detection.status().lag() > 0) {
      assertThat(System.nanoTime()).as("%s", detection.status()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return detection.status();
  }

  @Test
  void returnsToAPointBetweenTwoEventsAndGoesOnFromThere() throws Exception {
    Path archive = Files.createDirectory(directory.resolve("archive"));
    Path data = archiving(archive);
    Path base;
    String target;
    try (ConfigurableApplicationContext server = start(data)) {
      send(server, 0, 100);
      base = baseBackup(data);
      send(server, 100, 200);
      try (Connection connection = connect(data)) {
        target = ask(connection, "SELECT clock_timestamp()");
      }
      send(server, 200, 300);
      assertThat(awaitRead(server).readSeq()).isGreaterThanOrEqualTo(300);
    }
    Path recovered = recovering(base, data, archive, target);

    try (ConfigurableApplicationContext server = start(recovered)) {
      DetectionStatus status = awaitRead(server);
      assertThat(status.failure()).isEmpty();
      try (Connection connection = connect(recovered)) {
        assertThat(
                ask(
                    connection,
                    "SELECT count(*) || ' ' || count(DISTINCT event_id) || ' '"
                        + " || max(event_id::int) FROM raw_events"))
            .as("each event before the target once, and none after it")
            .isEqualTo("200 200 199");
        assertThat(ask(connection, "SELECT pg_is_in_recovery()")).isEqualTo("f");
      }
      requireUnusedSnapshots(recovered);
      requireAuditUpToThere(server);
      assertThat(send(server, 150, 250)).isEqualTo("{\"accepted\":50,\"duplicates\":50");
      assertThat(awaitRead(server).readSeq()).isGreaterThanOrEqualTo(250);
      AccountId one = new AccountId("a1");
      assertThat(
              server
                  .getBean(Detection.class)
                  .know(all -> all.liveScore(one).orElseThrow().vector().events())
                  .get())
          .as("events of one account of seven")
          .isEqualTo(36);
    }
  }

  /** The snapshot at the end is ahead of the log now. */
  private static void requireUnusedSnapshots(Path recovered) throws IOException {
    try (Stream<Path> snapshots = Files.list(recovered.resolve("snapshots"))) {
      assertThat(snapshots.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allMatch(name -> name.endsWith(".unusable"));
    }
  }

  /** The chain holds by itself; beside it the heads say that it was longer once. */
  private static void requireAuditUpToThere(ConfigurableApplicationContext server)
      throws Exception {
    AuditRows rows = server.getBean(AuditRows.class);
    assertThat(rows.verify(List.of()).isWhole()).isTrue();
    AuditReport held = rows.verify(server.getBean(Store.class).heads().read().heads());
    assertThat(held.isWhole()).as("%s", held.findings()).isFalse();
  }
}
