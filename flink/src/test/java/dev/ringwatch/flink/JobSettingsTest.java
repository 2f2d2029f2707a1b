package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job is told, and what it says of what it cannot be told. */
class JobSettingsTest {

  private static final String LEAST =
      """
      ringwatch:
        kafka:
          servers: kafka.example.org:9092
        database:
          url: jdbc:postgresql://db.example.org/ringwatch
      """;

  @TempDir private Path directory;

  private JobSettings read(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(directory.resolve("ringwatch.yaml"), yaml);
    return JobSettings.of(new GivenSettings(SettingsFile.read(file), environment));
  }

  private void refused(String yaml, String sentence) {
    assertThatThrownBy(() -> read(yaml, Map.of()))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("\n");
  }

  @Test
  void takesTheDefaultsOfTheServer() throws Exception {
    JobSettings settings = read(LEAST, Map.of());
    assertThat(settings.log().client())
        .containsExactly(Map.entry("bootstrap.servers", "kafka.example.org:9092"));
    assertThat(settings.log().topics().events()).isEqualTo("ringwatch.events");
    assertThat(settings.log().platform().maxAhead())
        .as("no event may make the present late")
        .isEqualTo(settings.job().pipeline().lateness())
        .isEqualTo(PipelineConfig.LIVE_LATENESS);
    assertThat(settings.job())
        .isEqualTo(
            JobConfig.of(
                PipelineConfig.ofDefaults()
                    .withLateness(PipelineConfig.LIVE_LATENESS)
                    .withBounds(StateBounds.none().withDays(30))));
  }

  @Test
  void takesWhatItIsTold() throws Exception {
    Path trust = Files.writeString(directory.resolve("ca.pem"), "certificate");
    Path secret = Files.writeString(directory.resolve("secret"), "of the database\n");
    String yaml =
        """
        ringwatch:
          retention: 30d
          detection.lateness: 2m
          ingest:
            max-age: 7d
          kafka:
            servers: a:1,b:2
            prefix: shop
            protocol: sasl-ssl
            mechanism: plain
            user: job
            trust: TRUST
            schemas: /schemas
          database:
            url: jdbc:postgresql://db/x
            user: writer
            password-file: SECRET
          flink:
            scores-every: 5m
            rings-every: 1h
            idle-after: 90s
        """
            .replace("TRUST", trust.toString())
            .replace("SECRET", secret.toString());
    JobSettings settings = read(yaml, Map.of("RINGWATCH_KAFKA_PASSWORD", "of \"kafka\""));
    assertThat(settings.log().client())
        .containsEntry("bootstrap.servers", "a:1,b:2")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("ssl.truststore.certificates", "certificate")
        .hasEntrySatisfying(
            "sasl.jaas.config",
            login ->
                assertThat(login).contains("username=\"job\"").contains("\"of \\\"kafka\\\"\""));
    assertThat(settings.log().topics().order()).isEqualTo("shop.order");
    assertThat(settings.log().platform().maxAge()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.log().platform().maxAhead()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.log().platform().schemas()).isEqualTo(Optional.of(Path.of("/schemas")));
    assertThat(settings.database())
        .isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x", "writer", "of the database"));
    assertThat(settings.job().pipeline().lateness()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.job().scoresEvery()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.job().ringsEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.job().idleAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.toString()).doesNotContain("of the database").doesNotContain("of \"kafka");
  }

  @Test
  void hasTheEnvironmentBeforeTheFile() throws Exception {
    JobSettings settings =
        read(
            LEAST,
            Map.of("RINGWATCH_KAFKA_SERVERS", "other:1", "RINGWATCH_FLINK_IDLE_AFTER", "5m"));
    assertThat(settings.log().client()).containsEntry("bootstrap.servers", "other:1");
    assertThat(settings.job().idleAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void saysInOneSentenceWhatCannotBeUsed() {
    refused("", "ringwatch.kafka.servers is missing: name the brokers");
    refused("ringwatch.kafka.servers: a:1", "ringwatch.database.url is missing");
    refused(LEAST + "  flink:\n    scores-evry: 1m\n", "ringwatch.flink.scores-evry is not known");
    refused(LEAST + "  flink:\n    scores-every: 90s\n", "whole minutes, not every PT1M30S");
    refused(LEAST + "  flink:\n    scores-every: soon\n", "such as 20s, not soon");
    refused(LEAST.replace("servers:", "user: a\n    servers:"), "one of them is missing");
    refused(
        LEAST.replace("servers:", "protocol: tls\n    servers:"),
        "plaintext, ssl, sasl-plaintext, sasl-ssl, not tls");
    refused(LEAST.replace("url:", "password: x\n    url:"), "must not stand in the file");
    refused(LEAST.replace("url:", "password-file: /no\n    url:"), "file that can be read");
    refused(LEAST.replace("jdbc:postgresql", "mysql"), "must start with jdbc:postgresql:");
    refused(
        LEAST.replace("servers:", "trust: /nowhere\n    servers:"),
        "kafka.trust must be a file that can be read, and /nowhere cannot");
    refused("ringwatch: [a]", "ringwatch must be one value, not a list");
    refused("ringwatch: {", "is no YAML");
    refused(LEAST.replace("servers:", "partitions: many\n    servers:"), "must be a number");
  }

  @Test
  void saysHowToStartTheJob() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    String[] missing = {"--config", directory.resolve("missing.yaml").toString()};
    assertThatThrownBy(() -> RingwatchJob.prepare(environment, new String[0], Map.of()))
        .hasMessageContaining("flink run ringwatch-flink.jar --config FILE");
    assertThatThrownBy(() -> RingwatchJob.prepare(environment, missing, Map.of()))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining("missing.yaml does not exist");
  }
}
