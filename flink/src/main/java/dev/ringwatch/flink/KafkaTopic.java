package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaLogConfig;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** A topic of the event log as a source that never ends, from the first record that is kept. */
final class KafkaTopic {

  private static final String DISCOVERY_MILLIS = "60000";

  private KafkaTopic() {}

  /**
   * The source. Where it is is a part of Flink's state; that Kafka is told of it at each checkpoint
   * is for people who want to see how far the job is behind.
   *
   * @param decoder what makes messages of records
   */
  static KafkaSource<Message> source(
      KafkaLogConfig log, String topic, KafkaRecordDeserializationSchema<Message> decoder) {
    return KafkaSource.<Message>builder()
        .setProperties(reading(log))
        .setTopics(topic)
        .setGroupId(log.topics().prefix() + ".flink")
        .setClientIdPrefix(topic + "-flink")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(decoder)
        .build();
  }

  /** How brokers are reached, as the log is told. */
  static Properties client(KafkaLogConfig log) {
    Properties properties = new Properties();
    log.client().forEach(properties::setProperty);
    return properties;
  }

  /** The same for reading, with what is right with one value only. */
  private static Properties reading(KafkaLogConfig log) {
    Properties properties = client(log);
    properties.putIfAbsent("partition.discovery.interval.ms", DISCOVERY_MILLIS);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("allow.auto.create.topics", "false");
    return properties;
  }
}
