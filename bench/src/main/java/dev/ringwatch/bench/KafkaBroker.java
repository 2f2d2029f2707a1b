package dev.ringwatch.bench;

import java.nio.file.Path;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * One Kafka broker, which is its own controller, as a process of its own, so that what it costs can
 * be told from what its clients cost. It says where it is and runs until its input ends.
 */
@SuppressWarnings("try") // closing may be interrupted
final class KafkaBroker {

  /** Begins the line that says where it is. */
  static final String READY = "broker ";

  private KafkaBroker() {}

  /** Runs one with its files in the folder that is the only argument. */
  public static void main(String[] args) throws Exception {
    QuietLibraries.hush();
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBaseDirectory(Path.of(args[0]))
            .build();
    try (KafkaClusterTestKit kit =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .build()) {
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      System.out.println(READY + kit.bootstrapServers());
      while (System.in.read() >= 0) {
        // Whoever started it says nothing; that its input ends is the sign.
      }
    }
  }
}
