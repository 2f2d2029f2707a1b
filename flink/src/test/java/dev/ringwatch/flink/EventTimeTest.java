package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.flink.Message.Kind;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.api.Test;

/** What moves time, and whom others wait for. */
class EventTimeTest {

  private static final Duration LATENESS = Duration.ofMinutes(1);
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);
  private static final long NOON = 43_200_000;

  private final TestTime time = new TestTime();

  private WatermarkGenerator<Message> of(WatermarkStrategy<Message> strategy) {
    return strategy.createWatermarkGenerator(time);
  }

  private static Message message(Kind kind) {
    return new Message(kind, "", NOON, new byte[0]);
  }

  private void tell(WatermarkGenerator<Message> generator, Kind kind) {
    generator.onEvent(message(kind), NOON, time);
    generator.onPeriodicEmit(time);
  }

  /** Lets time pass; beside itself each tells its generator that it has. */
  private void pass(WatermarkGenerator<Message> generator, Duration duration) {
    time.pass(duration);
    generator.onPeriodicEmit(time);
  }

  @Test
  void isThatOfTheLatestEventLessTheLateness() {
    WatermarkGenerator<Message> events = of(new EventTime(LATENESS, IDLE_AFTER));
    tell(events, Kind.EVENT);
    assertThat(time.watermark()).isEqualTo(NOON - LATENESS.toMillis() - 1);
  }

  @Test
  void isNotMovedByWhatIsNoEventAndDoesNotWaitForIt() {
    WatermarkGenerator<Message> events = of(new EventTime(LATENESS, IDLE_AFTER));
    pass(events, Duration.ofSeconds(1));
    for (int seconds = 0; seconds < 40; seconds++) {
      tell(events, Kind.REFUSED);
      pass(events, Duration.ofSeconds(1));
    }
    assertThat(time.watermark()).isLessThan(0);
    assertThat(time.isIdle()).isTrue();
    tell(events, Kind.EVENT);
    assertThat(time.isIdle()).isFalse();
  }

  @Test
  void waitsForControlRecordsUntilNoneHasComeForAWhile() {
    WatermarkGenerator<Message> controls = of(new ControlTime(IDLE_AFTER));
    pass(controls, IDLE_AFTER.minusSeconds(1));
    tell(controls, Kind.MODEL);
    pass(controls, IDLE_AFTER.minusSeconds(1));
    assertThat(time.isIdle()).isFalse();
    pass(controls, Duration.ofSeconds(1));
    assertThat(time.isIdle()).isTrue();
    assertThat(time.watermark()).as("no time comes from them").isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void waitsNoLongerForControlRecordsWhileTheLogIsSilent() {
    WatermarkGenerator<Message> controls = of(new ControlTime(IDLE_AFTER));
    for (int seconds = 0; seconds < 40; seconds += 10) {
      tell(controls, Kind.HEARTBEAT);
      pass(controls, Duration.ofSeconds(10));
    }
    assertThat(time.isIdle()).isTrue();
  }

  @Test
  void goesOnWithHeartbeatsAsLongAsTheyCome() {
    WatermarkGenerator<Message> heartbeats = of(new HeartbeatTime(LATENESS, IDLE_AFTER));
    heartbeats.onPeriodicEmit(time);
    assertThat(time.isIdle()).as("nobody waits for the first").isTrue();
    tell(heartbeats, Kind.HEARTBEAT);
    assertThat(time.isIdle()).as("it was in the log already").isTrue();
    pass(heartbeats, IDLE_AFTER);
    tell(heartbeats, Kind.HEARTBEAT);
    assertThat(time.watermark()).isEqualTo(NOON - LATENESS.toMillis() - 1);
    assertThat(time.isIdle()).isFalse();
    pass(heartbeats, IDLE_AFTER.minusSeconds(1));
    assertThat(time.isIdle()).isFalse();
    pass(heartbeats, Duration.ofSeconds(1));
    assertThat(time.isIdle()).as("events come again, or a server is away").isTrue();
  }

  @Test
  void waitsForNoControlRecordThatComesLater() {
    WatermarkGenerator<Message> controls = of(new ControlTime(IDLE_AFTER));
    pass(controls, IDLE_AFTER);
    tell(controls, Kind.HUNT);
    assertThat(time.isIdle()).isTrue();
  }
}
