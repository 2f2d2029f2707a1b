package dev.ringwatch.flink;

import dev.ringwatch.event.Event;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.Finals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job over lists of events, one source for each. */
final class TestJob implements AutoCloseable {

  private static final Duration CHECKPOINTS = Duration.ofMillis(100);

  /** Into so many parts a source is split by checkpoints. */
  private static final int PARTS = 40;

  private final String run = UUID.randomUUID().toString();
  private final JobConfig config;
  private final List<Message> controls;
  private final List<List<Message>> sources = new ArrayList<>();

  TestJob(JobConfig config, List<Control> controls, List<List<Event>> sources) {
    this.config = config;
    this.controls = controls.stream().map(Controls::message).flatMap(Optional::stream).toList();
    for (List<Event> source : sources) {
      this.sources.add(source.stream().map(event -> Message.of(event, config.keys())).toList());
    }
  }

  /**
   * The job over the lists.
   *
   * @param slow whether it makes checkpoints, and comes no further between two of them than a part
   */
  StreamGraph graph(Configuration how, boolean slow) {
    return graph(how, slow ? PARTS : 0);
  }

  /**
   * The job over the lists.
   *
   * @param parts into how many it splits each source, of which it comes no further between two
   *     checkpoints than one; 0 for no checkpoints
   */
  StreamGraph graph(Configuration how, int parts) {
    StreamExecutionEnvironment environment = environment(how);
    if (parts > 0) {
      environment.enableCheckpointing(CHECKPOINTS.toMillis());
    }
    DataStream<Message> events = events(environment, new Topology(config), parts);
    wire(events, controls(environment, Logs.source(run + "-controls", controls)));
    return environment.getStreamGraph();
  }

  /** The job over the topics of an event log, with checkpoints. */
  StreamGraph graph(Configuration how, KafkaLogConfig log) {
    StreamExecutionEnvironment environment = environment(how);
    environment.enableCheckpointing(CHECKPOINTS.toMillis());
    SingleOutputStreamOperator<Message> events = KafkaEvents.read(environment, config, log);
    SingleOutputStreamOperator<Message> known = KafkaControls.read(environment, config, log);
    events
        .getSideOutput(Refusing.REFUSED)
        .union(known.getSideOutput(Refusing.REFUSED))
        .sinkTo(new Collected.Into(run));
    wire(events, known);
    return environment.getStreamGraph();
  }

  private static StreamExecutionEnvironment environment(Configuration how) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(how);
    environment.setMaxParallelism(Topology.MAX_PARALLELISM);
    environment.getConfig().enableObjectReuse();
    return environment;
  }

  private void wire(DataStream<Message> events, DataStream<Message> known) {
    Topology.Outputs outputs = new Topology(config).wire(events, known);
    for (DataStream<Message> output :
        List.of(outputs.finals(), outputs.rings(), outputs.late(), outputs.setAside())) {
      output.sinkTo(new Collected.Into(run));
    }
  }

  private DataStream<Message> events(
      StreamExecutionEnvironment environment, Topology topology, int parts) {
    List<DataStream<Message>> streams = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String name = run + "-" + i;
      List<Message> messages = sources.get(i);
      DataGeneratorSource<Message> source =
          parts > 0
              ? Logs.source(name, messages, Math.max(1, messages.size() / parts))
              : Logs.source(name, messages);
      streams.add(
          environment
              .fromSource(source, topology.time(), "events " + i)
              .uid("events " + i)
              .setParallelism(1));
    }
    return streams.stream().reduce((one, other) -> one.union(other)).orElseThrow();
  }

  private DataStream<Message> controls(
      StreamExecutionEnvironment environment, DataGeneratorSource<Message> source) {
    WatermarkStrategy<Message> silent =
        WatermarkStrategy.<Message>noWatermarks().withIdleness(config.idleAfter());
    return environment
        .fromSource(source, silent, "control records")
        .uid("control records")
        .setParallelism(1);
  }

  /** The scores and rings as of the last search for rings. */
  Finals finals() {
    return collected().finals(config);
  }

  /** What it said. */
  Collected collected() {
    return Collected.of(run);
  }

  @Override
  public void close() {
    Logs.forget(run);
    Collected.forget(run);
  }
}
