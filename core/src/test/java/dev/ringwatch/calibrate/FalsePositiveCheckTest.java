package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalsePositiveCheckTest {

  @Test
  void doesNotBlameABoundThatIsJustMet() {
    FalsePositiveCheck check = new FalsePositiveCheck(20, 1000, 0.02);
    assertThat(check.pValue()).isCloseTo(new Binomial(1000, 0.02).atLeast(20), within(1e-15));
    assertThat(check.isBroken(0.01)).isFalse();
    assertThat(check.interval(0.95).contains(0.02)).isTrue();
  }

  @Test
  void saysSoWhenTooManyWereFlagged() {
    assertThat(new FalsePositiveCheck(40, 1000, 0.02).isBroken(0.001)).isTrue();
    assertThat(new FalsePositiveCheck(1, 1, 0.02).isBroken(0.01)).isFalse();
    assertThat(new FalsePositiveCheck(2, 2, 0.02).isBroken(0.01)).isTrue();
  }

  @Test
  void saysNothingOfNobody() {
    FalsePositiveCheck check = new FalsePositiveCheck(0, 0, 0.02);
    assertThat(check.pValue()).isEqualTo(1);
    assertThat(check.interval(0.95)).isEqualTo(new Interval(0, 1));
  }

  /** The test may call a kept bound broken as often as its level says, and no more often. */
  @Test
  void errsNoMoreOftenThanItsLevel() {
    double wrongly = 0;
    for (int flagged = 0; flagged <= 500; flagged++) {
      if (new FalsePositiveCheck(flagged, 500, 0.02).isBroken(0.05)) {
        wrongly += new Binomial(500, 0.02).exactly(flagged);
      }
    }
    assertThat(wrongly).isBetween(0.01, 0.05);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new FalsePositiveCheck(2, 1, 0.02)).hasMessageContaining("2 of 1");
    assertThatThrownBy(() -> new FalsePositiveCheck(1, 2, 0)).hasMessageContaining("maxRate");
    assertThatThrownBy(() -> new FalsePositiveCheck(1, 2, 0.02).isBroken(1))
        .hasMessageContaining("level");
  }
}
