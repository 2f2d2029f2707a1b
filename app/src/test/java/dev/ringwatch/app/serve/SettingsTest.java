package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings as a user has them: a file in the folder, variables, options, and a real start. */
class SettingsTest {

  private static final Pattern LISTENING =
      Pattern.compile("ringwatch: listening on http://127\\.0\\.0\\.1:\\d{4,5}");

  @TempDir private Path folder;

  private record Said(int exit, String out, String err) {}

  private static Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Said(exit, out.toString(), err.toString());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("ringwatch.yaml"), yaml);
  }

  /** A process in the folder, with nothing of ours in its environment but these variables. */
  private Process start(Map<String, String> variables, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("RINGWATCH_"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private Said ended(Map<String, String> variables, String... args) throws Exception {
    Process process = start(variables, args);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), out, err);
  }

  @Test
  void neverSaysTheAddressOfTheMonitor() throws Exception {
    for (String url :
        List.of("https://m/secret key", "ftp://m/secret", "secret", "https:///secret")) {
      Said config = ended(Map.of("RINGWATCH_HEARTBEAT_URL", url), "config");
      assertThat(config.exit()).as(url).isEqualTo(1);
      assertThat(config.err()).contains("ringwatch.heartbeat.url").doesNotContain("secret");
      assertThat(config.out()).doesNotContain("secret");
    }
  }

  @Test
  void saysTheSameOfWrongSettingsWhateverIsAsked() throws IOException {
    String file = file("ringwatch:\n  retension: 5\n").toString();
    Said config = run("config", "--config", file);
    assertThat(config.exit()).isEqualTo(1);
    assertThat(config.out()).isEmpty();
    assertThat(config.err())
        .startsWith("ringwatch: " + file + ":2: there is no setting ringwatch.retension;")
        .hasLineCount(1);
    String data = folder.toString();
    assertThat(run("serve", "--config", file, "--data", data)).isEqualTo(config);
    assertThat(run("key", "list", "--config", file, "--data", data)).isEqualTo(config);
  }

  @Test
  void saysWhatIsWrongWithOptions() {
    assertThat(run("serve", "--port", "70000").err())
        .isEqualTo(
            "ringwatch: --port: server.port must be a whole number, 0 to 65535, not '70000'\n");
    assertThat(run("serve", "--config", folder.resolve("none.yaml").toString()).err())
        .contains("none.yaml is no file");
    assertThat(run("config", "--confg", "x").exit()).isEqualTo(2);
  }

  @Test
  void printsAFileToStartFrom() throws IOException {
    Said defaults = run("config", "--defaults");
    assertThat(defaults.exit()).isZero();
    String file = file(defaults.out()).toString();
    Said same = run("config", "--config", file);
    assertThat(same).isEqualTo(run("config", "--config", file("").toString()));
    assertThat(same.out()).contains("retention: 30  # default");
  }

  @Test
  void readsTheFileInItsFolderAndTheEnvironment() throws Exception {
    file("ringwatch: {retention: 31}\nserver: {port: 9}\n");
    Map<String, String> variables = Map.of("RINGWATCH_SERVER_PORT", "10", "SERVER_PORT", "11");
    Said said = ended(variables, "config", "--data", "elsewhere");
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .startsWith("ringwatch:\n  data: elsewhere  # --data\n")
        .contains("  retention: 31  # ringwatch.yaml:1\n")
        .contains("  port: 10  # environment RINGWATCH_SERVER_PORT\n");

    Said wrong = ended(Map.of("RINGWATCH_RETENSION", "5"), "serve");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err())
        .isEqualTo(
            "ringwatch: environment RINGWATCH_RETENSION: no setting has this variable; the nearest"
                + " is RINGWATCH_RETENTION\n");
  }

  /** With a database whose password is in a file, and with what Spring would read by itself. */
  @Test
  @Timeout(120)
  void startsByTheFileInItsFolder() throws Exception {
    file("ringwatch: {data: mine}\nserver: {port: 0}\n");
    Files.writeString(folder.resolve("application.yaml"), "server: {port: 1}\n");
    try (TestDatabase database = TestDatabase.empty()) {
      DatabaseSettings own = database.settings();
      Path password = Files.writeString(folder.resolve("password"), own.password() + "\n");
      Process process =
          start(
              Map.of(
                  "RINGWATCH_DATABASE_URL", own.url(),
                  "RINGWATCH_DATABASE_USER", own.user(),
                  "RINGWATCH_DATABASE_PASSWORD_FILE", password.toString(),
                  "SERVER_PORT", "1",
                  "SPRING_APPLICATION_JSON", "{\"server\":{\"port\":1}}"),
              "serve");
      try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
        List<String> lines = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
          lines.add(line);
          if (LISTENING.matcher(line).matches()) {
            break;
          }
        }
        assertThat(lines.getFirst()).isEqualTo("ringwatch: settings of ringwatch.yaml");
        assertThat(lines.getLast()).matches(LISTENING);
        assertThat(folder.resolve("mine/secret.key")).exists();
      } finally {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
