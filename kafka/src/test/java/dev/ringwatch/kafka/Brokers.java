package dev.ringwatch.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** Real brokers in this process, each its own controller's voter or one of three. */
@SuppressWarnings("try") // closing may be interrupted
public final class Brokers implements AutoCloseable {

  /** The present of the logs here, after all events of the contracts' usual day. */
  static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-01-06T00:00:00Z"));

  private final KafkaClusterTestKit kit;

  private Brokers(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /** Starts so many. */
  public static Brokers start(int count) {
    return start(count, SecurityProtocol.PLAINTEXT);
  }

  /** Starts so many that let in whom they know. */
  static Brokers start(int count, SecurityProtocol security) {
    return start(count, security, Map.of());
  }

  /** Starts one that speaks TLS, with the properties that say how. */
  static Brokers startWithTls(Map<String, String> tls) {
    Map<String, String> properties = new HashMap<>(tls);
    properties.put("listener.security.protocol.map", "EXTERNAL:SSL,CONTROLLER:PLAINTEXT");
    return start(1, SecurityProtocol.PLAINTEXT, properties);
  }

  private static Brokers start(int count, SecurityProtocol security, Map<String, String> more) {
    try {
      KafkaClusterTestKit.Builder builder =
          new KafkaClusterTestKit.Builder(
                  new TestKitNodes.Builder()
                      .setCombined(count == 1)
                      .setNumBrokerNodes(count)
                      .setNumControllerNodes(1)
                      .setBrokerSecurityProtocol(security)
                      .setControllerSecurityProtocol(security)
                      .build())
              .setConfigProp("offsets.topic.num.partitions", "1")
              .setConfigProp("offsets.topic.replication.factor", String.valueOf(count))
              .setConfigProp("transaction.state.log.num.partitions", "1")
              .setConfigProp("transaction.state.log.replication.factor", String.valueOf(count))
              .setConfigProp("transaction.state.log.min.isr", "1")
              .setConfigProp("group.initial.rebalance.delay.ms", "0")
              .setConfigProp("group.min.session.timeout.ms", "500")
              .setConfigProp("auto.create.topics.enable", "false")
              .setConfigProp("controlled.shutdown.enable", "false")
              .setConfigProp("broker.session.timeout.ms", "1500")
              .setConfigProp("broker.heartbeat.interval.ms", "300")
              // Platforms here write records of days long ago.
              .setConfigProp("log.retention.ms", "-1")
              .setConfigProp("min.insync.replicas", count == 1 ? "1" : "2");
      more.forEach(builder::setConfigProp);
      KafkaClusterTestKit kit = builder.build();
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      return new Brokers(kit);
    } catch (Exception e) {
      throw new IllegalStateException("the brokers cannot be started", e);
    }
  }

  KafkaClusterTestKit kit() {
    return kit;
  }

  /** A log on topics that nobody has used yet. */
  public KafkaLogConfig config(int partitions) {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults(kit.bootstrapServers());
    int replication = kit.brokers().size();
    Map<String, String> client = new HashMap<>(defaults.client());
    client.put("metadata.max.age.ms", "500");
    return new KafkaLogConfig(
            client, defaults.topics(), defaults.platform(), defaults.waits(), defaults.bounds())
        .withTopics(new KafkaLogConfig.Topics("log-" + UUID.randomUUID(), partitions, replication))
        .withWaits(
            new KafkaLogConfig.Waits(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(20),
                Duration.ofSeconds(6)));
  }

  /** Writes as a platform does: without any header of ours. */
  public Producer<byte[], byte[]> platform(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kit.bootstrapServers());
    settings.put("acks", "all");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Keeps what is appended to a topic from being read, by a transaction that is not over, until
   * what it returns is closed.
   */
  AutoCloseable holdBack(String topic) {
    Producer<byte[], byte[]> holder =
        platform(Map.of("transactional.id", "holder-" + UUID.randomUUID()));
    holder.initTransactions();
    holder.beginTransaction();
    for (int partition = 0; partition < holder.partitionsFor(topic).size(); partition++) {
      var ignored = holder.send(new ProducerRecord<>(topic, partition, new byte[1], new byte[1]));
    }
    holder.flush();
    return () -> {
      holder.abortTransaction();
      holder.close();
    };
  }

  @Override
  public void close() throws Exception {
    kit.close();
  }
}
