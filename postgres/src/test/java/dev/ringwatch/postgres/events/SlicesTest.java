package dev.ringwatch.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.events.Slices.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T00:00:00Z");
  private static final int WANTED = 51;

  /** 2,400,000 events, 100,000 an hour. */
  private final Days days = new Days(List.of(new Days.Span(MONDAY, TUESDAY, 2_400_000)));

  private final Slices indexed = new Slices(days, true, 50_000);

  private static Instant hoursBeforeTuesday(double hours) {
    return TUESDAY.minus(Duration.ofSeconds(Math.round(3_600 * hours)));
  }

  @Test
  void readsLittleAtFirst() {
    assertThat(indexed.first(null, Optional.empty(), WANTED))
        .isEqualTo(new Slice(hoursBeforeTuesday(0.5), null, 50_000, false));
  }

  @Test
  void leapsOverEverythingWhenAnAccountHasFewerEventsThanAPage() {
    AccountSpan few = new AccountSpan(TUESDAY, WANTED - 1);
    assertThat(indexed.first(null, Optional.of(few), WANTED))
        .isEqualTo(new Slice(null, null, 2_400_000, true));
  }

  @Test
  void beginsWhereABusyAccountWasLastAndLeavesOutNothingAfterIt() {
    AccountSpan busy = new AccountSpan(hoursBeforeTuesday(10), 3_000);
    Slice first = indexed.first(null, Optional.of(busy), WANTED);
    assertThat(first.begin()).isBetween(hoursBeforeTuesday(10.51), hoursBeforeTuesday(10.49));
    assertThat(first.end()).isNull();
    assertThat(first.isLeap()).isFalse();

    EventPosition page = EventPosition.before(hoursBeforeTuesday(20));
    assertThat(indexed.first(page, Optional.of(busy), WANTED).begin())
        .isEqualTo(hoursBeforeTuesday(20.5));
  }

  @Test
  void leapsFarWhereNothingWasFound() {
    Slice first = indexed.first(null, Optional.empty(), WANTED);
    Slice second = indexed.before(first, hoursBeforeTuesday(0.5), 0, WANTED);
    assertThat(second.begin()).isNull();
    assertThat(second.isLeap()).isTrue();
    assertThat(second.events()).isBetween(2_349_999.0, 2_350_001.0);
  }

  @Test
  void goesByTheRateOfTheLastSlice() {
    Slice first = indexed.first(null, Optional.empty(), WANTED);
    Slice second = indexed.before(first, hoursBeforeTuesday(0.5), 24, 27);
    assertThat(second.events()).isEqualTo(50_000 * 102.0 / 25);
    assertThat(second.isLeap()).isTrue();
  }

  @Test
  void takesTheNewestPartOfWhatHoldsTooMuchUntilItIsSmallEnoughToBeRead() {
    Slice slice =
        indexed.before(
            indexed.first(null, Optional.empty(), WANTED), hoursBeforeTuesday(0.5), 0, WANTED);
    Slice smaller = indexed.newestOf(slice);
    assertThat(smaller.end()).isEqualTo(slice.end());
    assertThat(smaller.events()).isEqualTo(slice.events() / 8);
    assertThat(smaller.isLeap()).isTrue();

    Slice smallest = indexed.newestOf(smaller);
    assertThat(smallest.isLeap()).isFalse();
    assertThat(smallest.events()).isEqualTo(50_000);
  }

  @Test
  void growsStepByStepWhereNoIndexKnowsTheValue() {
    Slices plain = new Slices(days, false, 50_000);
    Slice first = plain.first(null, Optional.empty(), WANTED);
    Slice second = plain.before(first, hoursBeforeTuesday(0.5), 0, WANTED);
    assertThat(second.events()).isEqualTo(800_000);
    assertThat(second.isLeap()).isFalse();
  }
}
