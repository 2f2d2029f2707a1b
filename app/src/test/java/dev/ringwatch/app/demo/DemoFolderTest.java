package dev.ringwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

  @TempDir private Path directory;

  @Test
  void deletesWhatAnEarlierDemoLeft() throws IOException {
    Path folder = directory.resolve("a/demo");
    DemoFolder.makeAfresh(folder);
    Files.createDirectories(folder.resolve("b/c"));
    Path left = Files.writeString(folder.resolve("b/c/left"), "over");

    DemoFolder.makeAfresh(folder);

    assertThat(left).doesNotExist();
    assertThat(folder.resolve("b")).doesNotExist();
  }

  @Test
  void touchesNothingThatIsNoDemo() throws IOException {
    Path file = Files.writeString(directory.resolve("mine"), "kept");

    assertThatThrownBy(() -> DemoFolder.makeAfresh(directory))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("holds something else than a demo");
    assertThatThrownBy(() -> DemoFolder.makeAfresh(file)).isInstanceOf(CommandFailure.class);
    assertThat(file).hasContent("kept");
  }
}
