package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaLogConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The control records of the topic of order as a source that never ends, in their order. */
final class KafkaControls {

  private KafkaControls() {}

  /**
   * Nothing but the time that heartbeats say.
   *
   * @param controls as {@link #read} gives them
   */
  static DataStream<Message> time(SingleOutputStreamOperator<Message> controls, JobConfig config) {
    return controls
        .getSideOutput(Refusing.HEARTBEATS)
        .assignTimestampsAndWatermarks(
            new HeartbeatTime(config.pipeline().lateness(), config.idleAfter()))
        .name("heartbeats")
        .uid("heartbeats")
        .setParallelism(1)
        .filter(message -> false)
        .name("silence")
        .uid("silence")
        .setParallelism(1);
  }

  /**
   * The control records that are in the topic and that come, and beside them, as {@link
   * Refusing#REFUSED}, those that cannot be read, and heartbeats.
   *
   * @param log where the topic is
   */
  static SingleOutputStreamOperator<Message> read(
      StreamExecutionEnvironment environment, JobConfig config, KafkaLogConfig log) {
    String topic = log.topics().order();
    return Refusing.apart(
            environment
                .fromSource(
                    KafkaTopic.source(log, topic, new OrderRecords()),
                    new ControlTime(config.idleAfter()),
                    topic)
                .uid("control records from kafka")
                .setParallelism(1),
            "control records")
        .setParallelism(1);
  }
}
