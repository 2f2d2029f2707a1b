package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.EmbeddedDetection;
import dev.ringwatch.app.input.EventInput;
import dev.ringwatch.app.input.InputSettings;
import dev.ringwatch.app.parquet.DuckDb;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventIdentity;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code load}, into a real server. */
class LoadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 30_000;

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private String key;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(directory.resolve("data"), "ringwatch.url=http://a.example");
    key = server.key(Scope.INGEST);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * What a run of the command came to.
   *
   * @param exit its exit code
   * @param out what it answered
   * @param err what it said beside that
   */
  private record Run(int exit, String out, String err) {}

  private Run load(String address, String... more) {
    List<String> arguments = arguments(address, more);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    return new Run(exit, out.toString(), err.toString());
  }

  private List<String> arguments(String address, String... more) {
    List<String> arguments = new ArrayList<>(List.of("load", "--server", address, "--key", key));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Events of yesterday, in the order of time. */
  private static List<Event> day() {
    Instant start =
        LocalDate.now(ZoneOffset.UTC).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(start, 1, 1_000, EVENTS))
                .withSessionIds(true))
        .forEach(events::add);
    return events;
  }

  private Path csv(String name, List<Event> events) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      EventWriter writer = EventWriter.csv(out);
      events.forEach(writer);
      writer.flush();
    }
    return file;
  }

  private Path compressedJson(List<Event> events) throws IOException {
    Path file = directory.resolve("events.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      EventWriter writer = EventWriter.ndjson(out);
      events.forEach(writer);
      writer.flush();
    }
    return file;
  }

  /** The same day in three files of three formats, out of order; a third of it without ids. */
  private List<String> files(List<Event> day) throws IOException, SQLException {
    List<Event> shuffled = new ArrayList<>(day);
    Collections.shuffle(shuffled, new Random(1));
    int third = shuffled.size() / 3;
    List<Event> unnamed = new ArrayList<>(shuffled.subList(0, third));
    unnamed.replaceAll(event -> event.withId(""));
    Path plain = csv("events.csv", unnamed);
    Path json = compressedJson(shuffled.subList(third, 2 * third));
    Path rest = csv("rest.csv", shuffled.subList(2 * third, shuffled.size()));
    Path parquet =
        DuckDb.write(
            directory.resolve("events.parquet"),
            "SELECT * FROM read_csv('" + rest + "', all_varchar = true)",
            "");
    return List.of(plain.toString(), json.toString(), parquet.toString());
  }

  private long count() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.database().url(), server.database().user(), server.database().password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT (ts, event_id)) FROM raw_events")) {
      row.next();
      assertThat(row.getLong(2)).as("different events").isEqualTo(row.getLong(1));
      return row.getLong(1);
    }
  }

  private DetectionStatus awaitRead() {
    Detection detection = server.context().getBean(Detection.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (detection.status().lag() > 0) {
      assertThat(System.nanoTime()).as("%s", detection.status()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return detection.status();
  }

  /**
   * The features of all accounts at a closed tick.
   *
   * @param closed the tick
   * @param vectors the features, a line an account
   */
  private record Known(Optional<Tick> closed, Set<String> vectors) {

    static Known of(EmbeddedDriver driver) {
      Set<String> lines = new HashSet<>();
      driver.vectors().forEach(vector -> lines.add(line(vector)));
      return new Known(driver.closed(), lines);
    }

    private static String line(FeatureVector vector) {
      StringBuilder line = new StringBuilder(vector.account().value() + " " + vector.events());
      for (Feature feature : Feature.values()) {
        line.append(' ').append(vector.value(feature));
      }
      return line.toString();
    }
  }

  /** What a driver says that reads the files as {@code analyze} does. */
  private Known ofFiles(List<String> files) throws Exception {
    EmbeddedDriver driver =
        new EmbeddedDriver(
            server
                .context()
                .getBean(ServerSettings.class)
                .pipeline()
                .withHashKey(server.context().getBean(Store.class).hashKey()),
            DriverLayout.of(1, 1));
    EventIdentity identity = new EventIdentity(event -> driver.accept(0, event));
    InputSettings settings = InputSettings.ofDefaults(DecodeOptions.ofDefaults(Instant.now()));
    new EventInput(files, System.in, settings, line -> {})
        .forEachInOrder(batch -> batch.forEach(identity::accept));
    identity.finish();
    return Known.of(driver);
  }

  @Test
  void loadsEveryFormatInOrderAndNothingTwice() throws Exception {
    List<String> files = files(day());
    Run first = load(address(), files.toArray(String[]::new));

    assertThat(first.exit()).as("%s", first).isZero();
    long taken = count();
    assertThat(first.out()).startsWith("%,d events taken and 0 that were there".formatted(taken));
    DetectionStatus status = awaitRead();
    assertThat(status.late()).isZero();
    Known ofServer = server.context().getBean(EmbeddedDetection.class).ask(Known::of).get();
    Known ofFiles = ofFiles(files);
    assertThat(ofServer.closed()).isEqualTo(ofFiles.closed());
    assertThat(ofServer.vectors()).isEqualTo(ofFiles.vectors()).hasSizeGreaterThan(900);

    Run second = load(address(), files.toArray(String[]::new));
    assertThat(second.exit()).isZero();
    assertThat(second.out()).startsWith("0 events taken and %,d that".formatted(taken));
    assertThat(count()).isEqualTo(taken);
  }

  @Test
  void addsEveryEventOnceWhateverTheServerAnswers() throws Exception {
    List<Event> day = day();
    Path file = csv("events.csv", day);
    FaultyWay.Fault[] faults = {
      FaultyWay.Fault.BUSY,
      FaultyWay.Fault.NONE,
      FaultyWay.Fault.LOST,
      FaultyWay.Fault.UNSURE,
      FaultyWay.Fault.BUSY
    };
    try (FaultyWay way = new FaultyWay(server.port(), faults)) {
      Run run = load(way.address(), file.toString());
      assertThat(run.exit()).as("%s", run).isZero();
      assertThat(way.requests()).isGreaterThan(faults.length + 1);
    }
    assertThat(count()).isEqualTo(day.size());
    awaitRead();
    assertThat(server.context().getBean(Detection.class).status().late()).isZero();
  }

  @Test
  void goesOnWhereAKillHasStoppedIt() throws Exception {
    List<Event> day = day();
    Path file = csv("events.csv", day);
    FaultyWay.Fault pass = FaultyWay.Fault.NONE;
    try (FaultyWay way = new FaultyWay(server.port(), pass, pass, pass, FaultyWay.Fault.STUCK)) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.ringwatch.app.Main"));
      command.addAll(arguments(way.address(), file.toString()));
      Process process = new ProcessBuilder(command).inheritIO().start();
      way.awaitStuck();
      process.destroyForcibly().waitFor();
    }
    long before = count();
    assertThat(before).isBetween(1L, (long) day.size() - 1);

    Run run = load(address(), file.toString());
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith(
            "%,d events taken and %,d that were there".formatted(day.size() - before, before));
    assertThat(count()).isEqualTo(day.size());
  }

  @Test
  void saysOnceWhatIsTooOldAndKeepsWhatIsRejected() throws Exception {
    Instant now = Instant.now();
    StringBuilder text = new StringBuilder("account_id,action,timestamp\n");
    for (int day = 40; day > 30; day--) {
      text.append("a,login,").append(now.minus(Duration.ofDays(day))).append('\n');
    }
    text.append("b,login,").append(now.minusSeconds(60)).append("\n,login,").append(now);
    text.append("\nb,login,").append(now.plusSeconds(200)).append('\n');
    Path file = Files.writeString(directory.resolve("old.csv"), text);
    Path rejected = directory.resolve("rejected.csv");

    Run run = load(address(), file.toString(), "--rejected", rejected.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("1 event taken and 0 that")
        .contains("10 too old, 2 rejected", "account_id is empty");
    assertThat(run.err().lines().filter(line -> line.contains("what is older is counted")))
        .hasSize(1);
    assertThat(Files.readAllLines(rejected))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("13,account_id is empty"))
        .anySatisfy(line -> assertThat(line).contains("\"\"account_id\"\":\"\"b\"\""));
    assertThat(count()).isEqualTo(1);
    try (Connection connection =
            DriverManager.getConnection(
                server.database().url(), server.database().user(), server.database().password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM rejected_events")) {
      row.next();
      assertThat(row.getLong(1)).as("the first old one, and the one to come").isEqualTo(2);
    }
  }

  @Test
  void keepsEveryFieldOfAnEvent() throws Exception {
    Instant now = Instant.now();
    String event =
        "{\"account_id\":\"a\\\"\\\\é\",\"action\":\"login_failed\",\"timestamp\":\""
            + now
            + "\",\"outcome\":\"odd\",\"enforced\":1,\"ip\":\"10.0.0.1:80\",\"note\":\"x\\ny\","
            + "\"device_id\":\"d\",\"account_created_at\":\"2020-02-03\",\"attributes\":{\"k\":{}}}";
    Path file = Files.writeString(directory.resolve("one.ndjson"), event + "\n" + event + "\n");
    assertThat(load(address(), file.toString()).exit()).isZero();
    // What comes over HTTP from elsewhere is known by the same identity.
    assertThat(
            server
                .visitor()
                .with("Authorization", "Bearer " + key)
                .send("POST", "/v1/events", event + "\n" + event)
                .body())
        .contains("\"accepted\":0", "\"duplicates\":2");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void saysInASentenceWhyItCannot() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("one.csv"),
            "account_id,action,timestamp\na,b," + Instant.now() + "\n");
    String one = file.toString();
    assertThat(load("http://127.0.0.1:1", one, "--patience", "0").err())
        .contains("nobody answers at http://127.0.0.1:1/v1/events; given up after 0 s");
    assertThat(load("ftp://a", one).exit()).isEqualTo(2);
    String good = key;
    key = "rw_wrong";
    assertThat(load(address(), one).err()).contains("the server does not know this key");
    key = server.key(Scope.READ);
    assertThat(load(address(), one).err()).contains("this key may not send events");
    key = good;
    Path keyFile = Files.writeString(directory.resolve("key"), key + "\n");
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    String[] arguments = {"load", one, "--server", address(), "--key-file", keyFile.toString()};
    assertThat(Main.run(new PrintWriter(out), err, arguments)).isZero();
    assertThat(out.toString()).startsWith("1 event taken");
  }
}
