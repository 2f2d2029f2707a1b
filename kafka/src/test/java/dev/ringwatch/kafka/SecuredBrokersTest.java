package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.log.LogUnavailableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Brokers that want a name and a password. */
class SecuredBrokersTest {

  @AutoClose
  private static final Brokers BROKERS = Brokers.start(1, SecurityProtocol.SASL_PLAINTEXT);

  private static KafkaLogConfig config(String password) {
    KafkaLogConfig config = BROKERS.config(1);
    Map<String, String> client = new HashMap<>(config.client());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + JaasUtils.KAFKA_PLAIN_ADMIN
            + "\" password=\""
            + password
            + "\";");
    return new KafkaLogConfig(
        client, config.topics(), config.platform(), config.waits(), config.bounds());
  }

  @Test
  void letTheLogInByItsProperties() {
    KafkaLogConfig config = config(JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD);
    try (KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW)) {
      assertThat(log.append(new AwkwardEvents(1).next(10)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void refuseAWrongPasswordInASentence() {
    assertThatThrownBy(() -> KafkaEventLog.open(config("wrong"), Brokers.NOW).close())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("Authentication failed")
        .hasMessageNotContaining("wrong");
  }
}
