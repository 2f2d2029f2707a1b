package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AvroDocumentTest {

  @Test
  void showsTheSchemaThatIsInTheJar() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "kafka-avro.md")))
        .as("docs/kafka-avro.md; put there what is in %s", AvroSchemas.OWN)
        .contains("```json\n" + AvroSchemas.own() + "```");
  }
}
