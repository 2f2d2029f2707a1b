package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.access.AccessTable;
import dev.ringwatch.app.access.Route;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.EmbeddedDetection;
import dev.ringwatch.app.settings.ReleaseFolder;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.ReleasedDatabase;
import dev.ringwatch.postgres.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.password.PasswordEncoder;

/** This release on the database and the snapshot that the release before left. */
class ReleaseBeforeServerTest {

  private static final String SNAPSHOT = "/release/state.snapshot.gz";
  private static final String SCORES = "/release/scores.txt";

  /** Minutes close soon; a snapshot is of one configuration. */
  private static final String LATENESS = "ringwatch.detection.lateness=1s";

  private static final Duration A_WHILE = Duration.ofMinutes(5);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private static InputStream kept(String file) {
    return Objects.requireNonNull(ReleaseBeforeServerTest.class.getResourceAsStream(file), file);
  }

  @Test
  void goesOnWithTheSameScoresAndAnswersEveryQuestion() throws Exception {
    TestDatabase database = ReleasedDatabase.read().database();
    Schema.migrate(database.dataSource());
    Path snapshots = Files.createDirectories(folder.resolve("data/snapshots"));
    try (InputStream snapshot = new GZIPInputStream(kept(SNAPSHOT))) {
      Files.copy(snapshot, snapshots.resolve("0000000000000000001.snapshot"));
    }
    try (RunningServer server =
        new RunningServer(
            database,
            folder.resolve("data"),
            "ringwatch.retention=36500",
            LATENESS,
            "ringwatch.operators.second-factor=false")) {
      EmbeddedDetection detection = server.context().getBean(EmbeddedDetection.class);
      Await.until(() -> isLive(detection));
      try (Stream<Path> files = Files.list(snapshots)) {
        assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".unusable"));
      }
      assertThat(scores(detection, keptScores().keySet())).isEqualTo(keptScores());
      askEverything(server);
    }
  }

  private static boolean isLive(EmbeddedDetection detection) {
    DetectionStatus status = detection.status();
    return status.state() == DetectionStatus.State.LIVE && status.lag() == 0;
  }

  private static Map<String, String> keptScores() throws IOException {
    Map<String, String> scores = new TreeMap<>();
    try (InputStream in = kept(SCORES)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] parts = line.split("\t", 2);
        scores.put(parts[0], parts[1]);
      }
    }
    return scores;
  }

  /** By account: its final scores with the reasons, and its features. */
  private static Map<String, String> scores(EmbeddedDetection detection, Iterable<String> accounts)
      throws Exception {
    Map<String, String> scores = new TreeMap<>();
    for (String account : accounts) {
      LiveScore live =
          detection.ask(driver -> driver.liveScore(new AccountId(account)).orElseThrow()).get();
      List<Double> values = new ArrayList<>();
      for (double value : live.vector().values()) {
        values.add(value);
      }
      scores.put(account, live.score().orElseThrow() + " " + values);
    }
    return scores;
  }

  /** Called otherwise than those who were there before. */
  private static Operator administrator(RunningServer server) throws SQLException {
    Operator one = server.operators().add("after", "After", Role.ADMIN, false).orElseThrow();
    PasswordEncoder encoder = server.context().getBean(PasswordEncoder.class);
    server
        .operators()
        .setPasswordHash(one.id(), String.valueOf(encoder.encode(RunningServer.PASSWORD)));
    return one;
  }

  private static void askEverything(RunningServer server) throws Exception {
    Visitor program =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.values()));
    Visitor person = server.withPassword(administrator(server));
    for (Route route : AccessTable.ROUTES) {
      String path = route.path().getPatternString();
      if (route.method().equals("GET")
          && !path.contains("{")
          && !path.equals("/live")
          && !path.equals("/error")) {
        int status = (path.startsWith("/v1") ? program : person).get(path).statusCode();
        assertThat(status).as(path).isLessThan(500);
      }
    }
    List<String> pages =
        List.of("/", "/accounts", "/queue", "/incidents", "/rings", "/explore", "/operations");
    for (String page : pages) {
      assertThat(person.get(page).statusCode()).as(page).isEqualTo(200);
    }
    List<String> routes =
        List.of(
            "/v1/accounts",
            "/v1/rings",
            "/v1/incidents",
            "/v1/verdicts",
            "/v1/events",
            "/v1/queue");
    for (String route : routes) {
      assertThat(program.get(route).statusCode()).as(route).isEqualTo(200);
    }
    assertThat(person.get("/accounts?id=a7").body()).contains("a7");
    assertThat(program.get("/v1/accounts/a7").statusCode()).isEqualTo(200);
  }

  /** Run once a release: -Dringwatch.write-release=VERSION. */
  @Test
  @EnabledIfSystemProperty(named = "ringwatch.write-release", matches = ".+")
  void writesWhatThisReleaseLeaves() throws Exception {
    Path data = folder.resolve("data");
    Path target = ReleaseFolder.find();
    RunningServer server =
        new RunningServer(
            data,
            LATENESS,
            "ringwatch.detection.learn-from-accounts=40",
            "ringwatch.archive.directory=" + Files.createDirectory(folder.resolve("archive")));
    EmbeddedDetection detection = server.context().getBean(EmbeddedDetection.class);
    PostgresEventLog log = server.context().getBean(PostgresEventLog.class);
    new AccountEverywhere(server).sendEvents();
    List<Event> events = events();
    log.append(events);
    List<String> accounts =
        events.stream().map(event -> event.account().value()).distinct().sorted().toList();
    // The last minutes of a silent log close after a while, and a model is learned.
    Await.until(
        A_WHILE,
        () ->
            isLive(detection)
                && detection.ask(driver -> !driver.waitsForTime()).get()
                && detection
                    .ask(driver -> driver.liveScore(new AccountId("a7")).orElseThrow().score())
                    .get()
                    .isPresent());
    new AccountEverywhere(server).fillTables();
    server.context().getBean(Archive.class).write(AccountEverywhere.YESTERDAY);
    server.key(Scope.READ);
    server.operator(Role.ANALYST);
    Await.until(
        A_WHILE, () -> isLive(detection) && detection.ask(driver -> !driver.waitsForTime()).get());
    StringBuilder lines = new StringBuilder();
    scores(detection, accounts)
        .forEach((account, score) -> lines.append(account).append('\t').append(score).append('\n'));
    Files.writeString(target.resolve("scores.txt"), lines);
    server.context().close();
    try (Stream<Path> files = Files.list(data.resolve("snapshots"));
        OutputStream out =
            new GZIPOutputStream(Files.newOutputStream(target.resolve("state.snapshot.gz")))) {
      Files.copy(files.max(Comparator.naturalOrder()).orElseThrow(), out);
    }
    try (ConnectionPool pool = ConnectionPool.open(server.database(), "release")) {
      String release = System.getProperty("ringwatch.write-release") + " (" + Version.text() + ")";
      System.out.println("no rows: " + ReleasedDatabase.write(pool.dataSource(), target, release));
    }
    server.close();
  }

  /** Sixty accounts of their own, and five that share everything. */
  private static List<Event> events() {
    Instant start = AccountEverywhere.YESTERDAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean together = i % 5 == 4;
      String account = together ? "r" + i / 5 % 5 : "a" + i % 60;
      String shared = together ? "shared" : account;
      events.add(
          Event.builder(
                  new AccountId(account), together ? "follow" : "login", start.plusSeconds(i * 7L))
              .id("e" + i)
              .ip(together ? "203.0.113.9" : "198.51.100." + i % 60)
              .device("d-" + shared)
              .session("s-" + shared)
              .target(together ? "t" + i / 25 : null)
              .build());
    }
    return events;
  }
}
