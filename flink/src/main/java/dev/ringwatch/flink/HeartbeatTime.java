package dev.ringwatch.flink;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How time comes from heartbeats, which a server writes while the log is silent: by the latest,
 * less the lateness, so that it closes ticks once no source of events is waited for any more. A
 * while after the latest nobody waits for them. Those that come while the job begins or goes on do
 * not count: they were in the log already, and may be of a silence that is over.
 *
 * @param lateness how much later than its time an event may come
 * @param idleAfter how long that while is
 */
record HeartbeatTime(Duration lateness, Duration idleAfter) implements WatermarkStrategy<Message> {

  @Override
  public TimestampAssigner<Message> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (message, before) -> message.epochMillis();
  }

  @Override
  public WatermarkGenerator<Message> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new OfHeartbeats(
        context.getInputActivityClock(), lateness.toMillis(), idleAfter.toNanos());
  }

  private static final class OfHeartbeats implements WatermarkGenerator<Message> {

    private final RelativeClock clock;
    private final long latenessMillis;
    private final long idleAfterNanos;
    private final long begunNanos;
    private long latest = Long.MIN_VALUE;
    private long lastNanos;

    private OfHeartbeats(RelativeClock clock, long latenessMillis, long idleAfterNanos) {
      this.clock = clock;
      this.latenessMillis = latenessMillis;
      this.idleAfterNanos = idleAfterNanos;
      begunNanos = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(Message heartbeat, long millis, WatermarkOutput output) {
      long now = clock.relativeTimeNanos();
      if (now - begunNanos >= idleAfterNanos) {
        latest = Math.max(latest, millis);
        lastNanos = now;
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (latest > Long.MIN_VALUE && clock.relativeTimeNanos() - lastNanos < idleAfterNanos) {
        output.emitWatermark(new Watermark(latest - latenessMillis - 1));
      } else {
        output.markIdle();
      }
    }
  }
}
