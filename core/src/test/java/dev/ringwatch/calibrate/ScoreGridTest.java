package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoreGridTest {

  @Test
  void aboveEveryTenthIsTheNext() {
    for (int tenths = 0; tenths < 1000; tenths++) {
      assertThat(ScoreGrid.RISK.above(tenths / 10.0)).hasValue((tenths + 1) / 10.0);
    }
    assertThat(ScoreGrid.RISK.above(100)).isEmpty();
  }

  @Test
  void aboveWhatIsBetweenTenthsIsTheNextTenth() {
    assertThat(ScoreGrid.RISK.above(71.35)).hasValue(71.4);
    assertThat(ScoreGrid.RISK.above(-0.05)).hasValue(0);
  }

  @Test
  void aboveAnyNumberIsTheNextOne() {
    assertThat(ScoreGrid.ANY.above(1)).hasValue(Math.nextUp(1.0));
    assertThat(ScoreGrid.ANY.above(Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(ScoreGrid.RISK.above(Double.POSITIVE_INFINITY)).isEmpty();
  }

  @Test
  void refusesWhatIsNoGrid() {
    assertThatThrownBy(() -> new ScoreGrid(-1, 100)).hasMessageContaining("perPoint");
    assertThatThrownBy(() -> new ScoreGrid(1, Double.NaN)).hasMessageContaining("NaN");
  }
}
