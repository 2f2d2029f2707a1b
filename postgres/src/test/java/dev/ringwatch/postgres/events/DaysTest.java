package dev.ringwatch.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaysTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-01-06T12:00:00Z");

  /** 2,400 on Monday, that is 100 an hour, and 1,200 on Tuesday, whose first half has passed. */
  private final Days days =
      new Days(List.of(new Days.Span(TUESDAY, NOON, 1_200), new Days.Span(MONDAY, TUESDAY, 2_400)));

  @Test
  void beginsSoFarBackThatTheSliceHoldsWhatWasAskedFor() {
    assertThat(days.begin(null, 100)).hasValue(NOON.minus(Duration.ofHours(1)));
    assertThat(days.begin(EventPosition.before(NOON.plusSeconds(9_000)), 100))
        .hasValue(NOON.minus(Duration.ofHours(1)));
    assertThat(days.begin(EventPosition.before(TUESDAY.plus(Duration.ofHours(3))), 200))
        .hasValue(TUESDAY.plus(Duration.ofHours(1)));
  }

  @Test
  void reachesBackIntoTheDayBefore() {
    assertThat(days.begin(EventPosition.before(TUESDAY.plus(Duration.ofHours(3))), 400))
        .hasValue(TUESDAY.minus(Duration.ofHours(1)));
    assertThat(days.begin(EventPosition.before(TUESDAY), 100))
        .hasValue(TUESDAY.minus(Duration.ofHours(1)));
  }

  @Test
  void hasNoBeginningWhereThereAreNotSoMany() {
    assertThat(days.begin(null, 3_601)).isEmpty();
    assertThat(days.begin(EventPosition.before(MONDAY), 1)).isEmpty();
    assertThat(new Days(List.of()).begin(null, 1)).isEmpty();
  }

  @Test
  void countsWhatLiesBetween() {
    assertThat(days.between(null, null)).isEqualTo(3_600);
    assertThat(days.between(TUESDAY.minusSeconds(3_600), EventPosition.before(NOON)))
        .isEqualTo(1_300);
    assertThat(days.between(NOON, EventPosition.before(NOON.plusSeconds(60)))).isZero();
  }

  @Test
  void alwaysStepsBack() {
    Days dense = new Days(List.of(new Days.Span(MONDAY, TUESDAY, 1e15)));
    Instant before = MONDAY.plusNanos(1_000);
    assertThat(dense.begin(new EventPosition(before, 7), 1).orElseThrow()).isBefore(before);
  }
}
