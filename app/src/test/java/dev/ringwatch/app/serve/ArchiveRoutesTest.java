package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The archive of a server: from events that came in, through the files, to what analyze says. */
class ArchiveRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int EVENTS = 30_000;
  private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path archive;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path config;

  @BeforeEach
  void start() throws Exception {
    archive = Files.createDirectory(folder.resolve("archive"));
    server = new RunningServer(folder.resolve("data"), "ringwatch.archive.directory=" + archive);
    Path password = Files.writeString(folder.resolve("password"), server.database().password());
    config =
        Files.writeString(
            folder.resolve("ringwatch.yaml"),
            """
            ringwatch:
              archive: {directory: '%s'}
              database: {url: '%s', user: '%s', password-file: '%s'}
            """
                .formatted(archive, server.database().url(), server.database().user(), password));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private record Said(int exit, String out, String err) {}

  private static Said run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Said(exit, out.toString().strip(), err.toString().strip());
  }

  /** A day as a sender has it: a third without ids, an agent that is rubbish, equal rows. */
  private Path csv() throws IOException {
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(
                    new Volume(
                        yesterday.atStartOfDay(ZoneOffset.UTC).toInstant(), 1, 1_000, EVENTS))
                .withSessionIds(true))
        .forEach(events::add);
    for (int i = 0; i < events.size(); i += 3) {
      events.set(i, events.get(i).withId(""));
    }
    events.addAll(events.subList(0, 1));
    Path file = folder.resolve("events.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      EventWriter writer = EventWriter.csv(out);
      events.forEach(writer);
      writer.flush();
    }
    return file;
  }

  private void load(Path file) throws Exception {
    Said loaded =
        run(
            "load",
            file,
            "--server",
            "http://127.0.0.1:" + server.port(),
            "--key",
            server.key(Scope.INGEST));
    assertThat(loaded.exit()).as("%s", loaded).isZero();
  }

  private Path analyzed(String name, Path file) {
    Path answers = folder.resolve(name);
    Said done = run("analyze", file, "--out", answers);
    assertThat(done.exit()).as("%s", done).isZero();
    return answers;
  }

  private JsonNode archives(String query) throws Exception {
    Visitor admin =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.ADMIN));
    return JSON.readTree(admin.get("/v1/archives" + query).body());
  }

  @Test
  void analyzeSaysTheSameOfTheArchiveAsOfWhatWasSent() throws Exception {
    Path sent = csv();
    load(sent);

    Said written = run("archive", "day", yesterday, "--config", config);

    assertThat(written.exit()).as("%s", written).isZero();
    String name = "events-" + yesterday + ".parquet";
    assertThat(written.out())
        .startsWith(yesterday + "  " + name + "  ")
        .contains(" events  ", "read back ", "also in the database");
    Path ofCsv = analyzed("of-csv", sent);
    Path ofArchive = analyzed("of-archive", archive.resolve(name));
    for (String table : List.of("accounts.csv", "rings.csv", "edges.csv")) {
      assertThat(Files.readAllLines(ofArchive.resolve(table)))
          .as(table)
          .hasSizeGreaterThan(1)
          .isEqualTo(Files.readAllLines(ofCsv.resolve(table)));
    }
    assertThat(Files.readAllLines(ofArchive.resolve("rejected.csv"))).hasSize(1);

    JsonNode page = archives("");
    assertThat(page.path("directory").asString()).isEqualTo(archive.toString());
    assertThat(page.path("problem").isNull()).isTrue();
    JsonNode listed = page.path("archives").get(0);
    assertThat(listed.path("file").asString()).isEqualTo(name);
    assertThat(listed.path("events").asLong())
        .isEqualTo(server.count("SELECT count(*) FROM raw_events"));
    assertThat(listed.path("dropped_at").isNull()).isTrue();
    Said list = run("archive", "list", "--config", config);
    assertThat(list.out()).isEqualTo(written.out());
    assertThat(list.err()).contains("events in 1 files");
    assertThat(
            server.recorded("archive", yesterday.toString(), row -> row.actorKind() + row.action()))
        .containsExactly("consolearchive.write");
  }

  /** What retention has passed at the start is archived by the server itself, and goes. */
  @Test
  void archivesWhatRetentionHasPassed() throws Exception {
    LocalDate day = yesterday.minusDays(40);
    store(day, 1);
    assertThat(archives("").path("archives").isEmpty()).isTrue();

    archiveUpkeep();

    Await.until(() -> archives("").path("archives").size() == 1);
    Await.until(() -> !archives("").path("archives").get(0).path("dropped_at").isNull());
    assertThat(server.count("SELECT count(*) FROM raw_events")).isZero();
    assertThat(archive.resolve("events-" + day + ".parquet")).exists();
    store(day, 51);
    archiveUpkeep();
    JsonNode first = archives("?limit=1");
    assertThat(first.path("archives").get(0).path("part").asInt()).isEqualTo(2);
    JsonNode second = archives("?limit=1&cursor=" + first.path("next").asString());
    assertThat(second.path("archives").get(0).path("part").asInt()).isEqualTo(1);
    assertThat(second.path("next").isNull()).isTrue();
    Visitor reader =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.READ));
    assertThat(reader.get("/metrics").body())
        .contains("ringwatch_archive_days_total 2.0", "ringwatch_archive_waiting_days 0.0");
    assertThat(reader.get("/v1/status").body())
        .contains("days go to " + archive + " before they are dropped");
  }

  /** Fifty events of a day long ago, the first with some number. */
  private void store(LocalDate day, int first) throws Exception {
    server.execute(
        "CREATE TABLE raw_events_p%s PARTITION OF raw_events FOR VALUES FROM ('%s 00:00+00') TO ('%s 00:00+00')"
            .formatted(day.toString().replace("-", ""), day, day.plusDays(1)));
    server.execute(
        "INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced)"
            + " SELECT n, '%s 12:00+00', n, 'a', 'login', 2, false FROM generate_series(%d, %d) n"
                .formatted(day, first, first + 49));
  }

  private void archiveUpkeep() throws Exception {
    server.context().getBean(Archive.class).dropBefore(yesterday.minusDays(30));
  }

  @Test
  void saysWhyADayCannotBeWritten() throws Exception {
    assertThat(run("archive", "day", yesterday, "--config", config).err())
        .isEqualTo("the database has no events of " + yesterday);
    Files.delete(archive);
    assertThat(run("archive", "day", yesterday, "--config", config).err())
        .isEqualTo(
            "ringwatch: "
                + archive
                + " is not a directory: make it, or mount the disk that it is on");
    assertThat(run("archive", "day", "soon", "--config", config).exit()).isEqualTo(2);
    Files.writeString(
        config, Objects.requireNonNull(Files.readString(config)).replaceAll("  archive.*\n", ""));
    assertThat(run("archive", "day", yesterday, "--config", config).err())
        .isEqualTo(
            "ringwatch: there is no archive: set ringwatch.archive.directory to a directory");
  }
}
