package dev.ringwatch.app.serve;

import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real Kafka broker in this process. */
@SuppressWarnings("try") // closing may be interrupted
final class Broker implements AutoCloseable {

  private final KafkaClusterTestKit kit;

  private Broker(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  static Broker start() {
    try {
      KafkaClusterTestKit kit =
          new KafkaClusterTestKit.Builder(
                  new TestKitNodes.Builder()
                      .setCombined(true)
                      .setNumBrokerNodes(1)
                      .setNumControllerNodes(1)
                      .build())
              .setConfigProp("offsets.topic.num.partitions", "1")
              .setConfigProp("offsets.topic.replication.factor", "1")
              .setConfigProp("transaction.state.log.num.partitions", "1")
              .setConfigProp("transaction.state.log.replication.factor", "1")
              .setConfigProp("transaction.state.log.min.isr", "1")
              .setConfigProp("group.initial.rebalance.delay.ms", "0")
              .setConfigProp("group.min.session.timeout.ms", "500")
              .build();
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      return new Broker(kit);
    } catch (Exception e) {
      throw new IllegalStateException("the broker cannot be started", e);
    }
  }

  /** Where it is reached. */
  String servers() {
    return kit.bootstrapServers();
  }

  @Override
  public void close() throws Exception {
    kit.close();
  }
}
