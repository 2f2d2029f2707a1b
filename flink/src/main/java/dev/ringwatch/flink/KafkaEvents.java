package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaLogConfig;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topic of events as a source: all partitions beside each other, each with a time of its own.
 */
public final class KafkaEvents {

  private KafkaEvents() {}

  /**
   * The events that are in the topic and that come, and beside them, as {@link Refusing#REFUSED},
   * what is none.
   *
   * @param log where the topic is, and which events of a platform are taken
   */
  public static SingleOutputStreamOperator<Message> read(
      StreamExecutionEnvironment environment, JobConfig config, KafkaLogConfig log) {
    String topic = log.topics().events();
    return Refusing.apart(
        environment
            .fromSource(
                KafkaTopic.source(log, topic, new EventRecords(log.platform(), config.keys())),
                new Topology(config).time(),
                topic)
            .uid("events from kafka"),
        "events");
  }
}
