package dev.ringwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.Silence.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

  private static final Instant FROM = Instant.parse("2026-11-26T22:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Silence once(Set<IncidentKind> kinds, String subject) {
    return new Silence(kinds, subject, FROM, HOUR, Rhythm.ONCE, FROM.plus(HOUR));
  }

  @Test
  void coversItsTimeFromTheBeginningAndNotTheEnd() {
    Silence silence = new Silence(Set.of(), null, FROM, HOUR, Rhythm.ONCE, FROM.plus(HOUR));
    assertThat(silence.end(FROM.minusNanos(1))).isEmpty();
    assertThat(silence.end(FROM)).contains(FROM.plus(HOUR));
    assertThat(silence.end(FROM.plus(HOUR).minusNanos(1))).contains(FROM.plus(HOUR));
    assertThat(silence.end(FROM.plus(HOUR))).isEmpty();
  }

  @Test
  void coversItsKindsAndItsSubjectOnly() {
    Silence silence = once(Set.of(IncidentKind.ACCOUNT), "u1");
    assertThat(silence.covers(IncidentKind.ACCOUNT, "u1", FROM)).isTrue();
    assertThat(silence.covers(IncidentKind.ACCOUNT, "u2", FROM)).isFalse();
    assertThat(silence.covers(IncidentKind.RING, "u1", FROM)).isFalse();
    assertThat(silence.covers(IncidentKind.ACCOUNT, "u1", FROM.minusSeconds(1))).isFalse();
  }

  @Test
  void ofNoKindIsOfAll() {
    Silence silence = new Silence(Set.of(), null, FROM, HOUR, Rhythm.ONCE, FROM.plus(HOUR));
    assertThat(silence.kinds()).containsExactlyInAnyOrder(IncidentKind.values());
  }

  @Test
  void aPartThatWouldGoOnBeyondItsEndStopsThere() {
    Instant until = FROM.plus(Duration.ofDays(3)).plusSeconds(600);
    Silence daily = new Silence(Set.of(), null, FROM, HOUR, Rhythm.DAILY, until);
    assertThat(daily.end(until.minusSeconds(1))).contains(until);
    assertThat(daily.end(until)).isEmpty();
  }

  /** Against walking from beginning to beginning. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void repeatsAsSomebodySaysWhoCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      Rhythm rhythm = random.nextBoolean() ? Rhythm.DAILY : Rhythm.WEEKLY;
      Duration period = rhythm.period().orElseThrow();
      Duration length = Duration.ofSeconds(random.nextLong(1, period.toSeconds() + 1));
      Instant until = FROM.plusSeconds(random.nextLong(1, 40 * 86_400));
      Silence silence = new Silence(Set.of(), null, FROM, length, rhythm, until);
      Instant at = FROM.plusSeconds(random.nextLong(-86_400, 45 * 86_400));
      boolean expected = false;
      for (Instant begun = FROM; begun.isBefore(until); begun = begun.plus(period)) {
        expected |= !at.isBefore(begun) && at.isBefore(begun.plus(length)) && at.isBefore(until);
      }
      assertThat(silence.end(at).isPresent()).as("%s at %s", silence, at).isEqualTo(expected);
    }
  }

  @Test
  void refusesTimesThatCannotBe() {
    assertThatThrownBy(
            () -> new Silence(Set.of(), null, FROM, Duration.ZERO, Rhythm.ONCE, FROM.plus(HOUR)))
        .hasMessage("a silence must end after it begins");
    assertThatThrownBy(() -> new Silence(Set.of(), null, FROM, HOUR, Rhythm.ONCE, FROM))
        .hasMessageContaining("must end for good after it begins");
    assertThatThrownBy(() ->
            new Silence(
                Set.of(), null, FROM, Duration.ofHours(25), Rhythm.DAILY, FROM.plusSeconds(9)))
        .hasMessageContaining("no longer than its rhythm");
  }
}
