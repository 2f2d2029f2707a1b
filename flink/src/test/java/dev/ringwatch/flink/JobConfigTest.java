package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobConfigTest {

  private static final PipelineConfig PIPELINE = PipelineConfig.ofDefaults();

  @Test
  void forgetsByDaysOnly() {
    StateBounds days = StateBounds.none().withDays(30);
    assertThat(JobConfig.of(PIPELINE.withBounds(days)).pipeline().bounds()).isEqualTo(days);
    PipelineConfig bounded = PIPELINE.withBounds(days.withBytes(1 << 30));
    assertThatThrownBy(() -> JobConfig.of(bounded))
        .hasMessage("the Flink job forgets by days only: leave the bytes of the bounds at 0");
  }

  @Test
  void saysScoresAtWholeMinutesAndRingsAtSomeOfThem() {
    JobConfig config = JobConfig.of(PIPELINE);
    assertThatThrownBy(() -> config.withTimes(Duration.ofSeconds(90), Duration.ofMinutes(9)))
        .hasMessage("scores are said every one or more whole minutes, not every PT1M30S");
    assertThatThrownBy(() -> config.withTimes(Duration.ofMinutes(2), Duration.ofMinutes(9)))
        .hasMessage(
            "rings are searched for at some of the times at which scores are said, every PT2M,"
                + " and not every PT9M");
    assertThatThrownBy(() -> config.withTimes(Duration.ofMinutes(1), Duration.ZERO))
        .hasMessageContaining("not every PT0S");
  }

  @Test
  void saysScoresAtTheLastTickOfEachTime() {
    JobConfig config =
        JobConfig.of(PIPELINE).withTimes(Duration.ofMinutes(5), Duration.ofMinutes(10));
    assertThat(config.scoredAt(new Tick(0))).isEqualTo(new Tick(4));
    assertThat(config.scoredAt(new Tick(4))).isEqualTo(new Tick(4));
    assertThat(config.scoredAt(new Tick(5))).isEqualTo(new Tick(9));
    assertThat(config.scoredAt(new Tick(-1))).isEqualTo(new Tick(-1));
  }
}
