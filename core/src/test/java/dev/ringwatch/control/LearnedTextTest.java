package dev.ringwatch.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.Control;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedTextTest {

  private static final LearnedWeights WEIGHTS =
      new LearnedWeights(
          Map.of("ring:whole", 1 / 3.0, "events:below", -1e-17),
          new ProbabilityScale(-Math.PI, Math.E));

  @Test
  void readsWhatItWroteBitByBit() {
    for (Optional<LearnedWeights> weights :
        List.of(Optional.of(WEIGHTS), Optional.<LearnedWeights>empty())) {
      assertThat(LearnedText.parse(LearnedText.of(weights))).isEqualTo(weights);
      ControlRecord record = ControlRecords.learned(new Tick(7), weights);
      assertThat(ControlRecords.read(record))
          .isEqualTo(new Control.UseLearned(new Tick(7), weights));
    }
  }

  @Test
  void namesNobodyThatAnErasureWouldHaveToReach() {
    ControlRecord record = ControlRecords.learned(new Tick(7), Optional.of(WEIGHTS));
    assertThat(ControlRecords.without(record.kind(), record.body(), "events")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{",
        "{\"format\":2,\"adjustments\":null,\"probability\":null}",
        "{\"format\":1,\"adjustments\":{},\"probability\":null}",
        "{\"format\":1,\"adjustments\":null,\"probability\":{\"intercept\":0,\"slope\":1}}",
        "{\"format\":1,\"adjustments\":{\"x\":1},\"probability\":{\"intercept\":0,\"slope\":1}}",
        "{\"format\":1,\"adjustments\":{\"ring:whole\":null},"
            + "\"probability\":{\"intercept\":0,\"slope\":1}}",
        "{\"format\":1,\"adjustments\":{\"ring:whole\":-1},"
            + "\"probability\":{\"intercept\":0,\"slope\":1}}",
        "{\"format\":1,\"adjustments\":{},\"probability\":{\"intercept\":0,\"slope\":0}}",
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> LearnedText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Exception");
  }
}
