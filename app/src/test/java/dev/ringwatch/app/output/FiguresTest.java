package dev.ringwatch.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({"0, 0.0", "72, 72.0", "99.95, 100.0", "41.25, 41.3", "-0.4, -0.4", "-0.01, 0.0"})
  void writesScoresWithOneDecimal(double value, String text) {
    assertThat(Figures.score(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2e-12, 1.2e-12",
    "9.96e-5, 1.0e-4",
    "1, 1.0e0",
    "0.05, 5.0e-2",
    "0, 0",
    "4.9e-324, 4.9e-324"
  })
  void writesPValuesWithAnExponent(double value, String text) {
    assertThat(Figures.pValue(value)).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isCloseTo(value, withPercentage(5));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "1, 1",
    "0.031249, 0.03125",
    "0.00000123456, 0.000001235",
    "123456, 123500"
  })
  void writesWeightsWithFourDigits(double value, String text) {
    assertThat(Figures.weight(value)).isEqualTo(text);
  }

  @Test
  void writesTheSameUnderEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Figures.score(1234.5) + Figures.pValue(1.5e-7)).isEqualTo("1234.51.5e-7");
    } finally {
      Locale.setDefault(before);
    }
  }
}
