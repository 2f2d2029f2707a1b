package dev.ringwatch.flink;

import dev.ringwatch.flink.Message.Kind;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How time comes from control records: not at all. When the job begins or goes on they hold all
 * scoring back until none has come for a while, so that those which are in the log already are
 * known before the first tick closes; from then on nobody waits for them. Heartbeats hold nothing
 * back: in a silent log they do not end.
 *
 * @param idleAfter for how long none must have come
 */
record ControlTime(Duration idleAfter) implements WatermarkStrategy<Message> {

  @Override
  public TimestampAssigner<Message> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (message, before) -> message.epochMillis();
  }

  @Override
  public WatermarkGenerator<Message> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new UntilQuiet(context.getInputActivityClock(), idleAfter.toNanos());
  }

  private static final class UntilQuiet implements WatermarkGenerator<Message> {

    private final RelativeClock clock;
    private final long idleAfterNanos;
    private long lastNanos;
    private boolean quiet;

    private UntilQuiet(RelativeClock clock, long idleAfterNanos) {
      this.clock = clock;
      this.idleAfterNanos = idleAfterNanos;
      lastNanos = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(Message control, long millis, WatermarkOutput output) {
      if (control.kind() != Kind.HEARTBEAT) {
        lastNanos = clock.relativeTimeNanos();
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      quiet |= clock.relativeTimeNanos() - lastNanos >= idleAfterNanos;
      if (quiet) {
        output.markIdle();
      }
    }
  }
}
