package dev.ringwatch.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendChartTest {

  private static final Instant FROM = Instant.parse("2026-11-26T00:00:00Z");

  private static String drawn(
      List<Double> values, List<Double> before, TrendChart.@Nullable Bound bound) {
    return new TrendChart(
            "Things <now>",
            FROM,
            Duration.ofHours(1),
            values,
            before,
            Optional.ofNullable(bound),
            Numbers::brief)
        .draw()
        .toString();
  }

  @Test
  void drawsBothTimesFromZeroAndInterruptsWhatIsNotKnown() {
    String svg = drawn(List.of(1.0, Double.NaN, 3.0, 4.0), List.of(0.0, 9.0, 0.0, 0.0), null);
    assertThat(svg)
        .contains("aria-label=\"Things &lt;now&gt; over time", ">0<", ">10<")
        .contains("class=\"curve before\"")
        .contains("2026-11-26 01:00 UTC: not known, before 9")
        .doesNotContain("NaN");
    String line = svg.substring(svg.lastIndexOf("<path"));
    assertThat(line.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(line.substring(0, line.indexOf("/>")).chars().filter(c -> c == 'L').count())
        .isEqualTo(1);
  }

  @Test
  void drawsABoundThatLiesAboveAllValues() {
    String svg = drawn(List.of(0.0, 0.0), List.of(0.0, 0.0), new TrendChart.Bound(40, "limit"));
    assertThat(svg).contains("class=\"threshold\"", ">limit<", ">40<");
  }

  @Test
  void drawsNoLineOfNothing() {
    assertThat(drawn(List.of(Double.NaN), List.of(Double.NaN), null)).doesNotContain("<path");
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> drawn(List.of(1.0), List.of(1.0, 2.0), null));
    assertThatIllegalArgumentException().isThrownBy(() -> drawn(List.of(), List.of(), null));
  }
}
