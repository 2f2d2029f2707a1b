package dev.ringwatch.flink;

import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kafka.KafkaLogConfig;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The topic of events as a source: all partitions beside each other, each with a time of its own.
 */
final class KafkaEvents {

  /** Records that are no event: the message's key says which, its body why, and what it is. */
  static final OutputTag<Message> REJECTED = new OutputTag<>("rejected", Message.TYPE);

  private static final String DISCOVERY_MILLIS = "60000";

  private KafkaEvents() {}

  /**
   * The events that are in the topic and that come, and beside them what is none.
   *
   * @param log where the topic is, and which events of a platform are taken
   */
  static SingleOutputStreamOperator<Message> read(
      StreamExecutionEnvironment environment, Topology topology, KafkaLogConfig log, Keys keys) {
    return environment
        .fromSource(source(log, keys), topology.time(), log.topics().events())
        .uid("kafka")
        .process(new Sorting(), Message.TYPE)
        .name("decoded")
        .uid("decoded");
  }

  private static KafkaSource<Message> source(KafkaLogConfig log, Keys keys) {
    var source =
        KafkaSource.<Message>builder()
            .setTopics(log.topics().events())
            .setGroupId(log.topics().prefix() + ".flink")
            .setClientIdPrefix(log.topics().prefix() + "-flink")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new EventRecords(log.platform(), keys))
            .setProperty("isolation.level", "read_committed")
            .setProperty("partition.discovery.interval.ms", DISCOVERY_MILLIS);
    log.client().forEach(source::setProperty);
    return source.build();
  }

  /** Sends what is no event aside. */
  private static final class Sorting extends ProcessFunction<Message, Message> {

    @SuppressWarnings("NullAway.Init") // made in open
    private transient Counter rejected;

    @Override
    public void open(OpenContext context) {
      rejected = getRuntimeContext().getMetricGroup().counter("rejectedRecords");
    }

    @Override
    public void processElement(Message message, Context context, Collector<Message> out) {
      if (message.kind() == Kind.REJECTED) {
        rejected.inc();
        context.output(REJECTED, message);
      } else {
        out.collect(message);
      }
    }
  }
}
