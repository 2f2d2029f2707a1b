package dev.ringwatch.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenthsTest {

  private static Reason reason(double points) {
    return new Reason("a", points, "because");
  }

  @Test
  void givesWhatIsMissingToTheLargestRemaindersAndLeavesZerosOut() {
    assertThat(
            Tenths.round(
                List.of(reason(1.02), reason(2.09), reason(-3.03), reason(0.02), reason(4.1)), 4.2))
        .extracting(Reason::points)
        .containsExactly(1.0, 2.1, -3.0, 4.1);
  }

  @Test
  void refusesReasonsOfMoreOrLessThanTheScore() {
    List<Reason> reasons = List.of(reason(1), reason(2));
    assertThat(Tenths.round(reasons, 3)).isEqualTo(reasons);
    assertThatThrownBy(() -> Tenths.round(reasons, 2.9)).hasMessageContaining("do not sum");
    assertThatThrownBy(() -> Tenths.round(reasons, 3.3)).hasMessageContaining("do not sum");
  }
}
