package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaLogConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: from the topics of the event log to the database. */
final class Job {

  private Job() {}

  /**
   * Wires it. Nothing that comes is lost without a word: what does not count goes to the topic
   * {@link KafkaLogConfig.Topics#aside}.
   */
  static void wire(StreamExecutionEnvironment environment, JobConfig config, JobSettings settings) {
    environment.setMaxParallelism(Topology.MAX_PARALLELISM);
    environment.getConfig().enableObjectReuse();
    KafkaLogConfig log = settings.log();
    SingleOutputStreamOperator<Message> events = KafkaEvents.read(environment, config, log);
    SingleOutputStreamOperator<Message> controls = KafkaControls.read(environment, config, log);
    Topology.Outputs outputs =
        new Topology(config).wire(events.union(KafkaControls.time(controls, config)), controls);
    // One, for what is counted of all accounts is in few rows, for which several would wait.
    outputs
        .finals()
        .sinkTo(new ScoresSink(settings.database()))
        .setParallelism(1)
        .name("scores")
        .uid("scores");
    outputs
        .unscored()
        .sinkTo(new FeaturesSink(settings.database()))
        .name("unscored")
        .uid("unscored");
    outputs
        .rings()
        .sinkTo(new RingsSink(settings.database()))
        .setParallelism(1)
        .name("rings-written")
        .uid("rings-written");
    DataStream<Message> aside =
        outputs
            .late()
            .union(
                outputs.setAside(),
                events.getSideOutput(Refusing.REFUSED),
                controls.getSideOutput(Refusing.REFUSED));
    aside.sinkTo(aside(log)).name("aside").uid("aside");
  }

  private static KafkaSink<Message> aside(KafkaLogConfig log) {
    return KafkaSink.<Message>builder()
        .setKafkaProducerConfig(KafkaTopic.client(log))
        .setRecordSerializer(new AsideRecords(log.topics().aside()))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }
}
