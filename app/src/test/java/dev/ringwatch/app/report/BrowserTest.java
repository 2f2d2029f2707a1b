package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a written report in the system's Chromium, without which this test fails. */
class BrowserTest {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--enable-logging=stderr",
          "--dump-dom");

  @TempDir private Path directory;

  @Test
  void runsItsOwnScriptAndNothingFromTheLog() throws IOException, InterruptedException {
    Path report = directory.resolve("report.html");
    String hostile = "\"'></script><script>document.title='taken'</script><b onclick=x>\u2028";
    Files.writeString(report, ReportTest.written(Samples.with(hostile)));

    Path page = opened(report);

    assertThat(page)
        .content()
        .as("the page after its script ran")
        .contains("<title>Ringwatch report</title>")
        .contains("<button type=\"button\" id=\"theme\" class=\"quiet\" aria-label=")
        .doesNotContain("<b onclick");
    assertThat(directory.resolve("messages"))
        .content()
        .as("messages of the page")
        .doesNotContain("CONSOLE")
        .doesNotContain("Content Security Policy");
  }

  private Path opened(Path report) throws IOException, InterruptedException {
    Path page = directory.resolve("page");
    List<String> command = new ArrayList<>(List.of(chromium()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + directory.resolve("profile"));
    command.add(report.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(page.toFile())
            .redirectError(directory.resolve("messages").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("Chromium ended").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return page;
  }

  private static String chromium() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("there is no Chromium on the PATH: apt-get install chromium"));
  }
}
