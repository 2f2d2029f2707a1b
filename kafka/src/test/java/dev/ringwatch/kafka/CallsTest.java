package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import org.junit.jupiter.api.Test;

class CallsTest {

  private static final int MAX_BYTES = 1_000_000;

  private final Calls calls = new Calls(10, MAX_BYTES);

  /** As a producer leaves it that had to begin again while it sent. */
  @Test
  void anEventThatIsInTheTopicTwiceStandsForNoOther() {
    Calls.Call call = calls.begin(3);
    CallHeader header = new CallHeader(1, call.number());
    calls.placed(header.at(0), true, 1);
    calls.placed(header.at(0), false, 1);
    calls.placed(header.at(2), false, 1);
    calls.placed(header.at(2), false, 1);
    assertThat(call.answer()).as("the second has no place yet").isNotDone();
    calls.placed(header.at(1), true, 2);
    assertThat(call.answer()).isCompletedWithValue(new Appended(2, 1, 2));
  }

  @Test
  void aHeaderThatSomebodyMadeUpAnswersNobody() {
    Calls.Call call = calls.begin(1);
    CallHeader header = new CallHeader(1, call.number());
    calls.placed(header.at(-1), true, 1);
    calls.placed(header.at(1), true, 1);
    calls.placed(new CallHeader(1, call.number() + 1), true, 1);
    assertThat(call.answer()).isNotDone();
  }

  @Test
  void givesOutAsManyControlRecordsAsFitTogether() {
    Calls.Waiting first = calls.begin(model(400_000));
    Calls.Waiting second = calls.begin(model(100_000));
    Calls.Waiting third = calls.begin(model(200_000));
    assertThat(calls.takeControls()).containsExactly(first, second);
    assertThat(calls.takeControls()).containsExactly(third);
    assertThat(calls.takeControls()).isEmpty();
    assertThatThrownBy(() -> calls.begin(model(MAX_BYTES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("raise its max.message.bytes");
  }

  private static ControlRecord model(int bytes) {
    return new ControlRecord("model", new Tick(1), "m".repeat(bytes));
  }
}
