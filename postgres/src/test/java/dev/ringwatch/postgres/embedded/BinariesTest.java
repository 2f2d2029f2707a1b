package dev.ringwatch.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

  @TempDir private Path cache;

  @Test
  void areUnpackedOnceByTwoProcessesAtATimeAndOverOneThatWasKilled() throws Exception {
    String name = "postgresql-" + version() + "-" + Platform.name();
    Path partial = Files.createDirectories(cache.resolve(name + ".partial").resolve("bin"));
    Files.writeString(partial.resolve("postgres"), "half");

    Process other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    BinariesTest.class.getName(),
                    cache.toString()))
            .inheritIO()
            .start();
    Binaries binaries = Binaries.in(cache);

    assertThat(other.waitFor()).isZero();
    assertThat(Finished.run(List.of(binaries.program("postgres").toString(), "--version")).output())
        .startsWith("postgres (PostgreSQL) " + binaries.major() + ".");
    try (Stream<Path> entries = Files.list(cache)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(name, name + ".lock");
    }
  }

  private static String version() throws IOException {
    var properties = new java.util.Properties();
    try (var in = Binaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  /** Unpacks, in another process. */
  public static void main(String[] arguments) {
    Binaries.in(Path.of(arguments[0]));
  }
}
