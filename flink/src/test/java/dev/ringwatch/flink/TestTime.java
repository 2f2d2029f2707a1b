package dev.ringwatch.flink;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;

/** A clock that a test moves, and what a source says of time. */
final class TestTime implements WatermarkOutput, WatermarkGeneratorSupplier.Context {

  private final ManualClock clock = new ManualClock();
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  /** Lets time pass. */
  void pass(Duration duration) {
    clock.advanceTime(duration);
  }

  /** How far time has come. */
  long watermark() {
    return watermark;
  }

  /** Whether nobody waits for the source. */
  boolean isIdle() {
    return idle;
  }

  @Override
  public void emitWatermark(Watermark later) {
    watermark = Math.max(watermark, later.getTimestamp());
    idle = false;
  }

  @Override
  public void markIdle() {
    idle = true;
  }

  @Override
  public void markActive() {
    idle = false;
  }

  @Override
  public MetricGroup getMetricGroup() {
    return new UnregisteredMetricsGroup();
  }

  @Override
  public RelativeClock getInputActivityClock() {
    return clock;
  }
}
