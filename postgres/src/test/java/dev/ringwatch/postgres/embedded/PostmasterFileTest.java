package dev.ringwatch.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterFileTest {

  private static final String FULL =
      "4711\n/data/postgres\n1764115200\n15432\n\n127.0.0.1\n  17170  3\nready   \n";

  @TempDir private Path directory;

  @Test
  void saysProcessPortAndWhetherItIsReady() throws IOException {
    write(FULL);
    assertThat(PostmasterFile.read(directory)).contains(new PostmasterFile(4711, 15432, true));

    write(FULL.replace("ready   ", "starting"));
    assertThat(PostmasterFile.read(directory)).contains(new PostmasterFile(4711, 15432, false));

    write("4711\n/data/postgres\n1764115200\n");
    assertThat(PostmasterFile.read(directory)).contains(new PostmasterFile(4711, 0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "x\n"})
  void saysNothingWhenItIsHalfWritten(String text) throws IOException {
    write(text);
    assertThat(PostmasterFile.read(directory)).isEmpty();
  }

  @Test
  void saysNothingWhenThereIsNone() throws IOException {
    assertThat(PostmasterFile.read(directory)).isEmpty();
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("postmaster.pid"), text);
  }
}
