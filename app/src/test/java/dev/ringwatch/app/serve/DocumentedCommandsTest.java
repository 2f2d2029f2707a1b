package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the README and of docs runs as it stands there, on a server, in one folder, in
 * the order of files and lines. {@code ./ringwatch} and {@code curl} are scripts there that lead to
 * the classes and to the server of this test; what is answered with an error fails.
 */
class DocumentedCommandsTest {

  private static final long PATIENCE_SECONDS = 600;

  /** What cannot be run here, by file and how the block begins, and why not. */
  private static final Map<String, String> NOT_HERE =
      Map.ofEntries(
          Map.entry("README.md: ./ringwatch serve", "bin/smoke starts it; here one runs already"),
          Map.entry("docs/getting-started.md: ./ringwatch serve", "the same"),
          Map.entry("docs/getting-started.md: ./ringwatch demo", "DemoTest"),
          Map.entry("docs/backup.md: export PGPASSWORD", "needs pg_basebackup; RecoveryTest"),
          Map.entry("docs/backup.md: ./ringwatch archive renew", "EncryptedArchiveTest"),
          Map.entry("docs/operations.md: ./ringwatch archive list", "needs old days; ArchiveTest"),
          Map.entry("docs/schema.md: RINGWATCH_WRITE_DOCS", "a build; SchemaDocumentTest"),
          Map.entry("docs/deploy.md: bin/compose-secrets", "needs Docker; ImageTest"),
          Map.entry("docs/kafka.md: bin/compose-secrets", "needs Docker; ImageTest"),
          Map.entry("docs/deploy.md: docker ", "needs Docker; bin/image-smoke runs the steps"),
          Map.entry("docs/deploy.md: helm ", "needs Kubernetes; ChartTest renders it"),
          Map.entry("docs/deploy.md: kubectl ", "needs Kubernetes; ChartTest renders it"),
          Map.entry("docs/deploy.md: psql ", "needs psql; DashboardsTest runs the scripts"));

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static RunningServer server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Map<String, String> environment;

  /**
   * One block of code.
   *
   * @param file where, from the repository's root
   * @param line where it begins
   * @param language what it says to be
   * @param text what is in it
   */
  private record Block(String file, int line, String language, String text) {

    boolean isOf(String beginning) {
      return (file + ": " + text).startsWith(beginning);
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  private static Path root() {
    for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/input.md"))) {
        return path;
      }
    }
    throw new IllegalStateException("no docs/input.md above here");
  }

  private static List<Block> blocks() throws IOException {
    List<Path> files = new ArrayList<>(List.of(root().resolve("README.md")));
    try (Stream<Path> docs = Files.list(root().resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    List<Block> blocks = new ArrayList<>();
    for (Path file : files) {
      blocks.addAll(blocks(root().relativize(file).toString(), Files.readAllLines(file)));
    }
    return blocks;
  }

  private static List<Block> blocks(String file, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String fence = lines.get(i).strip();
      if (!fence.startsWith("```")) {
        continue;
      }
      int begin = i + 1;
      StringBuilder text = new StringBuilder();
      while (!lines.get(++i).strip().equals("```")) {
        text.append(lines.get(i)).append('\n');
      }
      blocks.add(new Block(file, begin, fence.substring(3), text.toString().stripIndent()));
    }
    return blocks;
  }

  @BeforeAll
  static void start() throws Exception {
    Path data = folder.resolve("data");
    server = new RunningServer(data, "ringwatch.operators.second-factor=false");
    String url = "http://127.0.0.1:" + server.port();
    DatabaseSettings own = server.database();
    DatabaseSettings hunts = server.huntsDatabase();
    environment =
        Map.of(
            "RINGWATCH_DATA", data.toString(),
            "RINGWATCH_DATABASE_URL", own.url(),
            "RINGWATCH_DATABASE_USER", own.user(),
            "RINGWATCH_DATABASE_PASSWORD", own.password(),
            "RINGWATCH_HUNTS_DATABASE_USER", hunts.user(),
            "RINGWATCH_HUNTS_DATABASE_PASSWORD", hunts.password(),
            "SERVER", url,
            "KEY", server.key(Scope.values()),
            "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    script(
        "ringwatch",
        """
        #!/bin/sh
        case "$1" in load) set -- "$@" --server "$SERVER" ;; esac
        exec "%s" -Xmx768m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "%s" dev.ringwatch.app.Main "$@"
        """
            .formatted(java(), System.getProperty("java.class.path")));
    script(
        "bin/curl",
        """
        #!/bin/bash
        where=("${@//http:\\/\\/127.0.0.1:8080/$SERVER}")
        exec %s --fail-with-body -sS "${where[@]//https:\\/\\/ringwatch.example.org/$SERVER}"
        """
            .formatted(realCurl()));
    writeWhatTheDocumentsSpeakOf();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path realCurl() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, "curl"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no curl on the PATH"));
  }

  private static void script(String name, String text) throws IOException {
    Path script = folder.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  /** Files, an account, a ring and matters by the names that the documents use. */
  private static void writeWhatTheDocumentsSpeakOf() throws IOException, SQLException {
    String table = "uid,action,when,ip\nu1,login,2026-11-26T10:00:00Z,203.0.113.7\n";
    try (OutputStream zipped =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("events-1.csv.gz")))) {
      zipped.write(table.getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(
        folder.resolve("events-2.ndjson"),
        "{\"uid\":\"u2\",\"action\":\"login\",\"when\":\"2026-11-26T10:00:01Z\"}\n");
    StringBuilder labels = new StringBuilder("account_id,label,origin\n");
    StringBuilder scores = new StringBuilder("account_id,risk_score\n");
    for (int i = 0; i < 200; i++) {
      boolean abusive = i >= 180;
      labels.append("u").append(i).append(abusive ? ",abusive,review\n" : ",benign,audit\n");
      scores.append("u").append(i).append(',').append(abusive ? 90 : i % 50).append('\n');
    }
    Files.writeString(folder.resolve("labels.csv"), labels);
    Files.writeString(folder.resolve("decided.csv"), "account_id,verdict\nu18,benign\n");
    Files.writeString(folder.resolve("accounts.csv"), scores);
    SampleQueue queue = SampleQueue.of(server);
    queue.score("u17", "u18");
    queue.open("account", "u17", 85);
    server.execute(
        "INSERT INTO rings VALUES ('ring-7e3a', 80, 2, 1, now(), now(), NULL, '[]', '[]', 0);"
            + " INSERT INTO ring_members VALUES ('ring-7e3a', 'u17', 'core', now(), NULL),"
            + " ('ring-7e3a', 'u18', 'core', now(), NULL)");
  }

  /** The days of examples lie ahead of today; those of what happened are as they stand. */
  private static String withDaysAhead(String text) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return text.replace("2026-12-06", today.plusDays(9).toString())
        .replace("2027-06-06", today.plusDays(180).toString());
  }

  private static void run(Block block, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Path said = folder.resolve("said");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as("%s\n%s\nsaid %s", block, block.text(), Files.readString(said))
        .isTrue();
  }

  private static boolean isRunHere(Block block) {
    return NOT_HERE.keySet().stream().noneMatch(block::isOf);
  }

  @TestFactory
  Stream<DynamicTest> everyCommandRunsAsItStands() throws IOException {
    return blocks().stream()
        .filter(block -> block.language().equals("sh") && isRunHere(block))
        .map(block ->
            DynamicTest.dynamicTest(
                block.toString(),
                () ->
                    run(
                        block,
                        List.of("bash", "-euo", "pipefail", "-c", withDaysAhead(block.text())))));
  }

  @Test
  void programsInOtherLanguagesRunAsTheyStand() throws Exception {
    int ran = 0;
    for (Block block : blocks()) {
      if (!block.file().equals("docs/integrating.md") || block.language().equals("sh")) {
        continue;
      }
      ran++;
      String text =
          block.text().replace("http://127.0.0.1:8080", environment.getOrDefault("SERVER", ""));
      switch (block.language()) {
        case "java" -> {
          Path program = Files.writeString(folder.resolve("SendEvents.java"), text);
          run(
              block,
              List.of(java(), "-cp", System.getProperty("java.class.path"), program.toString()));
        }
        case "python" -> {
          Path program = Files.writeString(folder.resolve("send_events.py"), text);
          run(block, List.of("python3", program.toString()));
        }
        default -> throw new AssertionError(block + " is in no language that is run here");
      }
    }
    assertThat(ran).isEqualTo(2);
  }

  @Test
  void whatIsLeftOutIsThere() throws IOException {
    List<Block> blocks = blocks();
    assertThat(NOT_HERE.keySet())
        .allMatch(beginning -> blocks.stream().anyMatch(block -> block.isOf(beginning)));
  }
}
