package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file for a server and the Flink job that has detection. */
class FlinkSettingsTest {

  private static final String OF_BOTH =
      """
      ringwatch:
        log: kafka
        detection: {by: flink, lateness: 30s}
        kafka: {servers: 'a:9092'}
        flink: {scores-every: 1m, rings-every: 10m, idle-after: 30s}
      """;

  @TempDir private Path folder;

  private ServerSettings read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("ringwatch.yaml"), yaml);
    return SettingsInForce.read(Optional.of(file), Map.of(), Map.of()).ringwatch();
  }

  private void refused(String yaml, String sentence) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void leavesDetectionToTheJobWhereThatIsSaid() throws IOException {
    assertThat(read("ringwatch: {}").isLeftToFlink()).isFalse();
    assertThat(read(OF_BOTH).isLeftToFlink()).isTrue();
  }

  @Test
  void knowsTheNamesOfTheJob() {
    refused(OF_BOTH.replace("rings-every", "rings-evry"), "rings-every");
    refused(OF_BOTH.replace("10m", "often"), "ringwatch.flink.rings-every");
  }

  @Test
  void needsTheTopicsThatTheJobReads() {
    refused(
        OF_BOTH.replace("log: kafka", "log: postgres"),
        "ringwatch.detection.by may be flink only where ringwatch.log is kafka");
  }
}
