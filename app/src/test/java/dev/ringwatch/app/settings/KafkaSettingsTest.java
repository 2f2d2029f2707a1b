package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.kafka.KafkaLogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set of the event log on Kafka, and what comes of it. */
class KafkaSettingsTest {

  private static final String PASSWORD = "a \"quoted\\ one";

  @TempDir private Path folder;

  private ServerSettings read(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("ringwatch.yaml"), yaml);
    return SettingsInForce.read(Optional.of(file), environment, Map.of()).ringwatch();
  }

  @Test
  void isInTheDatabaseUnlessItIsSaid() throws IOException {
    assertThat(read("ringwatch: {kafka: {servers: 'a:1'}}", Map.of()).kafkaLog()).isEmpty();
  }

  @Test
  void takesTopicsAndTimesAsTheyAreSet() throws IOException {
    KafkaLogConfig config =
        read(
                """
                ringwatch:
                  log: kafka
                  ingest: {max-age: 3d, max-ahead: 5s}
                  kafka:
                    servers: 'a:9092, [::1]:9093'
                    prefix: shop
                    partitions: 3
                    replication: 2
                    remembered-events: 1000
                    takeover-after: 4s
                """,
                Map.of())
            .kafkaLog()
            .orElseThrow();
    assertThat(config.client()).containsOnly(Map.entry("bootstrap.servers", "a:9092, [::1]:9093"));
    assertThat(config.topics()).isEqualTo(new KafkaLogConfig.Topics("shop", 3, 2));
    assertThat(config.platform())
        .isEqualTo(new KafkaLogConfig.Platform(Duration.ofSeconds(5), Duration.ofDays(3)));
    assertThat(config.waits().silence()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.bounds().rememberedEvents()).isEqualTo(1_000);
  }

  @Test
  void signsInByTlsAndPassword() throws IOException {
    Path trust = Files.writeString(folder.resolve("trust.pem"), "they");
    Path own = Files.writeString(folder.resolve("own.pem"), "we");
    Path key = Files.writeString(folder.resolve("key.pem"), "our key");
    Path more = Files.writeString(folder.resolve("more"), "client.rack=r1\n");
    ServerSettings settings =
        read(
            """
            ringwatch:
              log: kafka
              kafka:
                servers: a:9092
                protocol: sasl-ssl
                mechanism: scram-sha-256
                trust: %s
                certificate: %s
                key: %s
                user: ringwatch
                properties: %s
            """
                .formatted(trust, own, key, more),
            Map.of("RINGWATCH_KAFKA_PASSWORD", PASSWORD));
    KafkaLogConfig config = settings.kafkaLog().orElseThrow();
    assertThat(config.client())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", "they")
        .containsEntry("ssl.keystore.certificate.chain", "we")
        .containsEntry("ssl.keystore.key", "our key")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"ringwatch\" password=\"a \\\"quoted\\\\ one\";")
        .containsEntry("client.rack", "r1");
    assertThat(settings.toString() + config).doesNotContain(PASSWORD, "our key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log: kafka | ringwatch.kafka.servers must name brokers",
        "kafka: {servers: nowhere} | ringwatch.kafka.servers must name brokers",
        "kafka: {prefix: 'a b'} | ringwatch.kafka.prefix must be",
        "kafka: {user: me} | ringwatch.kafka needs both user and password",
        "kafka: {protocol: sasl-ssl} | ringwatch.kafka needs both user and password",
        "kafka: {certificate: /etc/hostname} | ringwatch.kafka needs both a certificate",
        "kafka: {trust: /nowhere} | ringwatch.kafka.trust, certificate, key and properties must",
        "kafka: {password: secret} | ringwatch.kafka.password",
        "kafka: {replication: 0} | ringwatch.kafka.replication must be",
        "log: rabbit | ringwatch.log must be postgres or kafka"
      })
  void saysInASentenceWhatCannotBe(String yaml, String said) {
    assertThatThrownBy(() -> read("ringwatch:\n  " + yaml, Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(said);
  }
}
