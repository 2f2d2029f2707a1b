package dev.ringwatch.postgres.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {

  private final Spread spread = new Spread(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));

  @Test
  void countsADurationBelowTheFirstBoundThatItDoesNotReach() {
    assertThat(spread.label(Duration.ofMillis(999))).isEqualTo("1");
    assertThat(spread.label(Duration.ofSeconds(1))).isEqualTo("5");
    assertThat(spread.label(Duration.ofSeconds(5))).isEqualTo("more");
  }

  @Test
  void saysSharesAndQuantiles() {
    Map<String, Double> counts = Map.of("1", 98.0, "5", 1.0, "more", 1.0);
    assertThat(spread.within(counts, Duration.ofSeconds(1))).hasValue(0.98);
    assertThat(spread.within(counts, Duration.ofSeconds(5))).hasValue(0.99);
    assertThat(spread.quantile(counts, 0.5)).contains(Duration.ofSeconds(1));
    assertThat(spread.quantile(counts, 0.99)).contains(Duration.ofSeconds(5));
    assertThat(spread.quantile(counts, 0.999)).isEmpty();
    assertThat(spread.within(Map.of(), Duration.ofSeconds(1))).isEmpty();
    assertThat(spread.quantile(Map.of(), 0.5)).isEmpty();
  }

  @Test
  void refusesBoundsThatDoNotRiseAndThoseThatItDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spread(List.of(Duration.ofSeconds(5), Duration.ofSeconds(5))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spread.within(Map.of(), Duration.ofSeconds(2)));
  }
}
