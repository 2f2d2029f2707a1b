package dev.ringwatch.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, could well be chance (p\u00a0=\u00a00.5)",
    "0.05, about 1 in 20 by chance",
    "0.0000812, '12,000'",
    "1e-12, about 1 in 10¹² by chance",
    "4e-12, about 1 in 10¹¹ by chance",
    "0, less than 1 in 10³⁰⁰ by chance"
  })
  void saysPValuesInWords(double pValue, String words) {
    assertThat(Numbers.byChance(pValue)).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, 1k",
    "15000, 15k",
    "2500000, 2.5M",
    "0.25, 0.25",
    "3e9, 3G"
  })
  void shortensNumbersForAnAxis(double value, String text) {
    assertThat(Numbers.brief(value)).isEqualTo(text);
  }

  @Test
  void neverRoundsAShareToNothingOrAll() {
    assertThat(Numbers.percent(0)).isEqualTo("0\u00a0%");
    assertThat(Numbers.percent(0.000_01)).isEqualTo("<0.1\u00a0%");
    assertThat(Numbers.percent(0.999_99)).isEqualTo(">99.9\u00a0%");
    assertThat(Numbers.percent(1)).isEqualTo("100\u00a0%");
    assertThat(Numbers.percent(0, 0)).isEqualTo("0\u00a0%");
  }

  @Test
  void saysDurationsInTheirUnit() {
    assertThat(Numbers.duration(Duration.ofMillis(870))).isEqualTo("870\u00a0ms");
    assertThat(Numbers.duration(Duration.ofMillis(4_340))).isEqualTo("4.3\u00a0s");
    assertThat(Numbers.duration(Duration.ofSeconds(605))).isEqualTo("10\u00a0min 5\u00a0s");
    assertThat(Numbers.duration(Duration.ofHours(24))).isEqualTo("1\u00a0d");
  }
}
