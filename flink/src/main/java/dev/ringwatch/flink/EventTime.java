package dev.ringwatch.flink;

import dev.ringwatch.flink.Message.Kind;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How time comes from a source of events, of Kafka from each partition: by its own latest event,
 * less the lateness. What is no event neither moves time nor keeps a silent source from being
 * silent: a partition into which nonsense is written would hold up all others for ever.
 *
 * @param lateness how much later than its time an event may come
 * @param idleAfter after how long without an event the others do not wait for the source any more;
 *     what comes there later than that may be late
 */
record EventTime(Duration lateness, Duration idleAfter) implements WatermarkStrategy<Message> {

  @Override
  public TimestampAssigner<Message> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (message, before) -> message.epochMillis();
  }

  @Override
  public WatermarkGenerator<Message> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new OfEvents(
        WatermarkStrategy.<Message>forBoundedOutOfOrderness(lateness)
            .withIdleness(idleAfter)
            .createWatermarkGenerator(context));
  }

  /**
   * Tells another of events only.
   *
   * @param time who makes time of them
   */
  private record OfEvents(WatermarkGenerator<Message> time) implements WatermarkGenerator<Message> {

    @Override
    public void onEvent(Message message, long millis, WatermarkOutput output) {
      if (message.kind() == Kind.EVENT) {
        time.onEvent(message, millis, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      time.onPeriodicEmit(output);
    }
  }
}
