package dev.ringwatch.app.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.figures.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a figure is critical or a warning, and what is said of it. */
class TilesTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:20:00Z");

  private final Map<Metric, Map<String, Map<Integer, Double>>> values = new EnumMap<>(Metric.class);

  private void set(Metric metric, String label, int place, double value) {
    values
        .computeIfAbsent(metric, ignored -> new TreeMap<>())
        .computeIfAbsent(label, ignored -> new HashMap<>())
        .put(place, value);
  }

  private Tile tile(String name) {
    DetectionStatus status =
        new DetectionStatus(
            DetectionStatus.State.LIVE, 9, 9, Optional.of(Tick.of(NOW)), 5, 0, 0, 0, "");
    Standing standing = new Standing(status, 5, Duration.ofMillis(40), Period.DAY, 0.02, NOW);
    Figures figures = new Figures(Period.DAY.from(NOW), Duration.ofHours(1), 24, values);
    return new Tiles(figures, standing)
        .all().stream()
            .filter(tile -> tile.name().replace('\u00a0', ' ').equals(name))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"2,98,CALM,2 %", "3,97,CRITICAL,3 %", "0,100,CALM,0 %"})
  void aShareAtHighRiskAboveTwoPerCentIsCritical(
      double high, double low, Level level, String value) {
    set(Metric.ACCOUNTS, "high", 23, high);
    set(Metric.ACCOUNTS, "medium", 23, 0);
    set(Metric.ACCOUNTS, "low", 23, low);
    assertThat(tile("High-risk accounts").level()).isEqualTo(level);
    assertThat(tile("High-risk accounts").value().replace('\u00a0', ' ')).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"2,100,CALM", "3,100,WARNING", "5,100,WARNING", "6,100,CRITICAL", "0,300,CALM"})
  void falsePositivesAboveTheBoundAreAWarningAndAboveFivePerCentCritical(
      double flagged, double benign, Level level) {
    set(Metric.SAMPLE, "benign", 23, benign);
    set(Metric.SAMPLE, "flagged", 23, flagged);
    assertThat(tile("Innocent accounts flagged").level()).isEqualTo(level);
    assertThat(tile("Innocent accounts flagged").note()).contains("surely", "drawn at random");
  }

  @ParameterizedTest
  @CsvSource({"9,CALM", "10,WARNING"})
  void tenRingsAreAWarning(double rings, Level level) {
    set(Metric.RINGS, "", 23, rings);
    assertThat(tile("Active rings").level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"5,100,CALM", "6,100,WARNING"})
  void newAccountsAtHighRiskAboveFivePerCentAreAWarning(double high, double all, Level level) {
    set(Metric.AGED, "0-6", 23, all);
    set(Metric.AGED_HIGH, "0-6", 23, high);
    assertThat(tile("New accounts at high risk").level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"3,CALM", "3.1,WARNING"})
  void enforcementMoreThanThreeSpreadsAboveUsualIsAWarning(double spreads, Level level) {
    set(Metric.ENFORCEMENT_SPREADS, "", 23, spreads);
    assertThat(tile("Enforcement").level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"99,1,CALM", "98,2,WARNING"})
  void lessInTimeThanPromisedIsAWarning(double within, double beyond, Level level) {
    set(Metric.LAG, "1", 20, within);
    set(Metric.LAG, "2", 21, beyond);
    assertThat(tile("Detection within 1 s").level()).isEqualTo(level);
    set(Metric.TOLD_ACCOUNT, "1", 20, within);
    set(Metric.TOLD_ACCOUNT, "more", 21, beyond);
    assertThat(tile("From event to alert").level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"99,1,CALM", "98,2,WARNING"})
  void aRingMayTakeNinetySeconds(double within, double beyond, Level level) {
    set(Metric.TOLD_RING, "90", 20, within);
    set(Metric.TOLD_RING, "300", 21, beyond);
    assertThat(tile("From event to alert").level()).isEqualTo(level);
  }

  @Test
  void saysHowLongItTookFromTheEventToTheAlert() {
    set(Metric.TOLD_ACCOUNT, "1", 20, 90);
    set(Metric.TOLD_ACCOUNT, "2", 20, 9);
    set(Metric.TOLD_ACCOUNT, "60", 3, 1);
    assertThat(tile("From event to alert").value().replace('\u00a0', ' ')).isEqualTo("1 s");
    assertThat(tile("From event to alert").note().replace('\u00a0', ' '))
        .isEqualTo(
            "or less for half; of an account: 99 of 100 within 2 s (1 s promised, 90 % kept)");
    set(Metric.TOLD_RING, "60", 3, 4);
    assertThat(tile("From event to alert").note().replace('\u00a0', ' '))
        .endsWith("; of a ring: 99 of 100 within 1 min (1 min 30 s promised, 100 % kept)");
  }

  @Test
  void comparesWithAsMuchOfTheTimeBeforeAsHasPassed() {
    // 23 hours and 20 minutes of 24: 30 against 20 * 23.33 / 24.
    set(Metric.INCIDENTS, "account", 3, 20);
    set(Metric.INCIDENTS, "ring", 5, 10);
    set(Metric.INCIDENTS, "account", -3, 20);
    set(Metric.INCIDENTS, "account", -25, 500);
    assertThat(tile("Incidents opened").value()).isEqualTo("30");
    assertThat(tile("Incidents opened").note().replace('\u00a0', ' '))
        .isEqualTo("1.3 an hour, 54.3 % more than before; 0 alerts");
    assertThat(tile("Confirmed abuse").note()).isEqualTo("accounts, as before");
  }

  @Test
  void saysHowLongHalfOfTheDecisionsTook() {
    set(Metric.DECISION, "900", 1, 6);
    set(Metric.DECISION, "86400", 2, 3);
    set(Metric.DECISION, "more", 2, 1);
    assertThat(tile("Time to decision").value().replace('\u00a0', ' ')).isEqualTo("15 min");
    assertThat(tile("Time to decision").note().replace('\u00a0', ' '))
        .isEqualTo("or less for half of them; 9 of 10 within 1 d");
  }

  @Test
  void saysWhatIsNotKnown() {
    for (String name :
        new String[] {
          "Flagged accounts",
          "High-risk accounts",
          "Average risk",
          "Active rings",
          "Innocent accounts flagged",
          "Waiting for a decision",
          "Time to decision",
          "Detection within 1 s",
          "From event to alert",
          "New accounts at high risk",
          "Enforcement found wrong"
        }) {
      assertThat(tile(name).value()).as(name).isEqualTo(Tile.UNKNOWN);
      assertThat(tile(name).note()).as(name).isNotEmpty();
    }
    assertThat(Tiles.of(Quality.NONE).value()).isEqualTo(Tile.UNKNOWN);
    assertThat(Tiles.of(new Quality(OptionalDouble.of(0.971), OptionalDouble.of(0.84), 7)).note())
        .isEqualTo("of pairs (AUC 0.97); F1 at the threshold 0.84");
  }
}
