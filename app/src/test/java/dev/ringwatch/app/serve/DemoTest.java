package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code demo}, in a process of its own. */
class DemoTest {

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path directory;

  private Process demo(Path data, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Of a real server, which a demo must not come upon.
            "-Dringwatch.database.url=jdbc:postgresql://nowhere.example/a",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.ringwatch.app.Main",
            "demo",
            "--accounts",
            "1000",
            "--data",
            data.toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RINGWATCH_DATABASE_URL", "jdbc:postgresql://nowhere.example/b");
    return builder.redirectErrorStream(true).start();
  }

  /** Reads what it says up to an address. */
  private static String address(BufferedReader said) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.strip().startsWith("http://")) {
        return line.strip();
      }
    }
    throw new AssertionError("no address: " + all);
  }

  private static String end(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void letsWhoOpensItsAddressInOnceAndLeavesNothingBehind() throws Exception {
    Path data = directory.resolve("demo");
    Process process = demo(data, "--port", "0");
    try (BufferedReader said = process.inputReader()) {
      String address = address(said);
      String url = address.substring(0, address.indexOf("/login"));
      Visitor visitor = new Visitor(url, Clock.systemUTC());
      HttpResponse<String> opened = visitor.get(address);
      assertThat(Visitor.location(opened)).endsWith("/");
      assertThat(visitor.get("/").body()).contains("Overview", "Administrator", "learned from");
      assertThat(Visitor.location(visitor.get(address))).as("once more").isEqualTo("/");
      assertThat(Visitor.location(new Visitor(url, Clock.systemUTC()).get(address)))
          .as("by somebody else")
          .isEqualTo("/login?link");

      String port = url.substring(url.lastIndexOf(':') + 1);
      Process busy = demo(directory.resolve("other"), "--port", port);
      assertThat(end(busy)).contains("port " + port + " is in use");
      assertThat(busy.exitValue()).isEqualTo(1);
      Process second = demo(data, "--port", "0");
      assertThat(end(second)).contains("a demo runs in " + data + " already");
      assertThat(visitor.get("/").statusCode()).as("the first one goes on").isEqualTo(200);
    } finally {
      // As Ctrl-C does.
      process.destroy();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(EmbeddedPostgres.running(data.resolve("postgres"))).isEmpty();
    assertThat(EmbeddedPostgres.running(directory.resolve("other/postgres"))).isEmpty();
  }
}
