package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaLogConfigTest {

  private static final KafkaLogConfig DEFAULTS = KafkaLogConfig.ofDefaults("broker:9092");

  @Test
  void tellsNoPassword() {
    KafkaLogConfig config =
        new KafkaLogConfig(
            Map.of("bootstrap.servers", "broker:9092", "sasl.jaas.config", "password=\"secret\""),
            DEFAULTS.topics(),
            DEFAULTS.platform(),
            DEFAULTS.waits(),
            DEFAULTS.bounds());
    assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("secret");
  }

  @Test
  void saysWhatCannotBe() {
    assertThatThrownBy(() ->
            new KafkaLogConfig(
                Map.of(),
                DEFAULTS.topics(),
                DEFAULTS.platform(),
                DEFAULTS.waits(),
                DEFAULTS.bounds()))
        .hasMessageContaining("bootstrap.servers");
    assertThatThrownBy(() ->
            new KafkaLogConfig(
                Map.of("bootstrap.servers", "broker:9092", "auto.offset.reset", "earliest"),
                DEFAULTS.topics(),
                DEFAULTS.platform(),
                DEFAULTS.waits(),
                DEFAULTS.bounds()))
        .hasMessageContaining("auto.offset.reset cannot be set");
    assertThatThrownBy(() -> new KafkaLogConfig.Topics("a b", 1, -1))
        .hasMessageContaining("prefix");
    assertThatThrownBy(() -> new KafkaLogConfig.Topics("a", 0, -1))
        .hasMessageContaining("partitions must be at least 1, not 0");
    assertThatThrownBy(() -> new KafkaLogConfig.Topics("a", 1, 0))
        .hasMessageContaining("replication");
  }
}
