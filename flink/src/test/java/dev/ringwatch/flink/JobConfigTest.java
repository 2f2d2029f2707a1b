package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobConfigTest {

  private static final PipelineConfig PIPELINE = PipelineConfig.ofDefaults();

  @Test
  void saysThatNothingIsForgottenYet() {
    PipelineConfig bounded = PIPELINE.withBounds(StateBounds.none().withDays(30));
    assertThatThrownBy(() -> JobConfig.of(bounded))
        .hasMessage("the Flink job forgets nothing yet: leave days and bytes of the bounds at 0");
  }

  @Test
  void searchesForRingsAtWholeMinutesOnly() {
    JobConfig config = JobConfig.of(PIPELINE);
    assertThatThrownBy(() -> config.withRingsEvery(Duration.ofSeconds(90)))
        .hasMessage("rings are searched for every one or more whole minutes, not every PT1M30S");
    assertThatThrownBy(() -> config.withRingsEvery(Duration.ZERO))
        .hasMessageContaining("not every PT0S");
  }
}
