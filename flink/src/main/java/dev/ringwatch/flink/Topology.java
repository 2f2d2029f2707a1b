package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.OutputTag;

/**
 * The operators, and what flows between them. All of it flows one way: what a link key tells its
 * accounts arrives at them in the tick in which it was said, because an account's tick closes when
 * those of all link keys have closed.
 */
public final class Topology {

  /** Events that came after their tick had closed; they count nowhere. */
  static final OutputTag<Message> LATE = new OutputTag<>("late", Message.TYPE);

  /** Into so many parts Flink splits the keys, whatever the parallelism; savepoints hang on it. */
  public static final int MAX_PARALLELISM = 1_024;

  private static final Duration TICK = Duration.ofMillis(Tick.MILLIS);
  private static final int ONE = 0;
  private static final KeySelector<Message, Integer> BUCKET = message -> Keys.bucket(message.key());

  private final JobConfig config;

  /** The operators of a job that runs in some way. */
  public Topology(JobConfig config) {
    this.config = config;
  }

  /**
   * What comes out.
   *
   * @param finals the final scores of accounts about which something changed, at the tick of the
   *     message; those of a tick are told once, and again only after a failure, alike
   * @param rings edges and rings, each time they were searched for. When a log ends, all time
   *     passes at once for what is still open, and how much that is hangs on how fast it was read:
   *     what is found from then on bears the last tick told of, not the last of its time
   * @param unscored what accounts did while no model holds
   * @param late events that came after their tick had closed
   * @param setAside events that made a step fail
   */
  public record Outputs(
      DataStream<Message> finals,
      DataStream<Message> rings,
      DataStream<Message> unscored,
      DataStream<Message> late,
      DataStream<Message> setAside) {}

  /** How time comes from a source of events: by its own latest event, less the lateness. */
  public WatermarkStrategy<Message> time() {
    return new EventTime(config.pipeline().lateness(), config.idleAfter());
  }

  /**
   * Wires the job.
   *
   * @param events with their time
   * @param controls control records, as {@link Controls} has them, with a time up to which all are
   *     known, beyond which no tick closes, or idle. They must not end before the events do: the
   *     end of a stream lets all time pass for whom no other stream holds back, and a silent one
   *     does not
   */
  public Outputs wire(DataStream<Message> events, DataStream<Message> controls) {
    SingleOutputStreamOperator<Message> distinct = distinct(events);
    SingleOutputStreamOperator<Message> links =
        step(distinct.getSideOutput(DistinctEvents.LINKS), new LinkStage(config), "links");
    SingleOutputStreamOperator<Message> coActions =
        step(
            distinct.getSideOutput(DistinctEvents.CO_ACTIONS),
            new CoActionStage(config),
            "co-actions");
    SingleOutputStreamOperator<Message> profiles =
        step(distinct.union(links), new ProfileStage(config), "profiles");
    SingleOutputStreamOperator<Message> said = control(controls.union(time(distinct)));
    BroadcastStream<Message> models =
        said.getSideOutput(ControlStage.MODELS)
            .broadcast(AccountBuckets.MODELS, AccountBuckets.LEARNED);
    SingleOutputStreamOperator<Message> anomalies =
        scored(
            profiles.union(said.getSideOutput(ControlStage.RESCORES)),
            models,
            new AnomalyStage(config),
            "anomalies");
    SingleOutputStreamOperator<Message> rings =
        rings(
            links
                .getSideOutput(StepStage.FOR_RINGS)
                .union(
                    coActions.getSideOutput(StepStage.FOR_RINGS),
                    anomalies.getSideOutput(StepStage.FOR_RINGS)));
    SingleOutputStreamOperator<Message> finals =
        scored(anomalies.union(rings, said), models, new FinalStage(config), "finals");
    return new Outputs(
        finals,
        rings.getSideOutput(RingStage.RINGS),
        anomalies.getSideOutput(AnomalyStage.UNSCORED),
        distinct.getSideOutput(LATE),
        links
            .getSideOutput(StepStage.SET_ASIDE)
            .union(
                coActions.getSideOutput(StepStage.SET_ASIDE),
                profiles.getSideOutput(StepStage.SET_ASIDE)));
  }

  private static KeyedStream<Message, Integer> byBucket(DataStream<Message> messages) {
    return messages.keyBy(BUCKET, Types.INT);
  }

  /** By bucket, as {@link #byBucket} has them, so that they need not be sent again. */
  private static KeyedStream<Message, Integer> merged(DataStream<Message> events) {
    return DataStreamUtils.reinterpretAsKeyedStream(
        named(byBucket(events).transform("merged", Message.TYPE, new MergedTime()), "merged"),
        BUCKET,
        Types.INT);
  }

  private SingleOutputStreamOperator<Message> distinct(DataStream<Message> events) {
    return named(
        merged(events)
            .window(TumblingEventTimeWindows.of(TICK))
            .sideOutputLateData(LATE)
            .process(new DistinctEvents(config), Message.TYPE),
        "distinct");
  }

  private static SingleOutputStreamOperator<Message> step(
      DataStream<Message> inputs, StepStage<?, ?, ?, ?> stage, String name) {
    return named(inputs.keyBy(Message::key, Types.STRING).process(stage, Message.TYPE), name);
  }

  /** Nothing but the time of a stream: control records have none of their own. */
  private static DataStream<Message> time(DataStream<Message> stream) {
    return named(stream.filter(message -> false), "time");
  }

  private SingleOutputStreamOperator<Message> control(DataStream<Message> controls) {
    return named(
            controls
                .keyBy(message -> ONE, Types.INT)
                .process(new ControlStage(config), Message.TYPE),
            "controls")
        .forceNonParallel();
  }

  private static SingleOutputStreamOperator<Message> scored(
      DataStream<Message> inputs,
      BroadcastStream<Message> models,
      AccountBuckets stage,
      String name) {
    return named(byBucket(inputs).connect(models).process(stage, Message.TYPE), name);
  }

  private SingleOutputStreamOperator<Message> rings(DataStream<Message> inputs) {
    return named(
            inputs
                .keyBy(message -> ONE, Types.INT)
                .window(TumblingEventTimeWindows.of(config.ringsEvery()))
                .process(new RingStage(config), Message.TYPE),
            "rings")
        .forceNonParallel();
  }

  /** The name is how a savepoint finds the operator's state: it stays. */
  private static SingleOutputStreamOperator<Message> named(
      SingleOutputStreamOperator<Message> operator, String name) {
    return operator.name(name).uid(name);
  }
}
