package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.log.LogUnavailableException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that speak TLS and want to know who their clients are. */
@SuppressWarnings("NullAway.Init") // before all tests
class TlsTest {

  private static Keys keys;
  private static Brokers brokers;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    keys = Keys.make(folder, "broker", "client", "stranger");
    Map<String, String> tls = new HashMap<>();
    tls.putAll(keys.key("broker"));
    // Brokers talk to one another as to anybody.
    tls.putAll(keys.trust("broker", "client"));
    tls.put("ssl.client.auth", "required");
    brokers = Brokers.startWithTls(tls);
  }

  @AfterAll
  static void stop() throws Exception {
    brokers.close();
  }

  private static KafkaLogConfig config(Map<String, String> trust, Map<String, String> key) {
    KafkaLogConfig config = brokers.config(1);
    Map<String, String> client = new HashMap<>(config.client());
    client.put("security.protocol", "SSL");
    client.putAll(trust);
    client.putAll(key);
    return new KafkaLogConfig(
        client, config.topics(), config.platform(), config.waits(), config.bounds());
  }

  private static void refused(KafkaLogConfig config, String sentence) {
    assertThatThrownBy(() -> KafkaEventLog.open(config, Brokers.NOW).close())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(Keys.PASSWORD)
        .hasMessageNotContaining("\n");
  }

  @Test
  void letTheLogInByItsCertificate() throws Exception {
    KafkaLogConfig config = config(keys.trust("broker"), keys.key("client"));
    try (KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW)) {
      assertThat(log.append(new AwkwardEvents(1).next(10)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void areRefusedWhenNobodyVouchesForThem() throws Exception {
    refused(
        config(keys.trust("stranger"), keys.key("client")),
        "ssl.truststore.location holds nothing that vouches for the brokers' certificate");
  }

  @Test
  void areRefusedUnderAnotherName() throws Exception {
    KafkaLogConfig config = config(keys.trust("broker"), keys.key("client"));
    Map<String, String> client = new HashMap<>(config.client());
    client.computeIfPresent(
        "bootstrap.servers", (name, servers) -> servers.replace("localhost", "127.0.0.1"));
    refused(
        new KafkaLogConfig(
            client, config.topics(), config.platform(), config.waits(), config.bounds()),
        "for another name than that in bootstrap.servers");
  }

  @Test
  void refuseAClientWithoutACertificate() throws Exception {
    refused(config(keys.trust("broker"), Map.of()), "ssl.keystore.location");
  }

  @Test
  void refuseAClientWithACertificateOfSomebodyElse() throws Exception {
    refused(config(keys.trust("broker"), keys.key("stranger")), "ssl.keystore.location");
  }

  @Test
  void aKeyStoreThatIsNotThereIsNamed() throws Exception {
    Map<String, String> key = new HashMap<>(keys.key("client"));
    key.put("ssl.keystore.location", "nowhere.p12");
    refused(config(keys.trust("broker"), key), "nowhere.p12");
  }
}
