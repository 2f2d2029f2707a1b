package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final Tick TICK = Tick.of(START);

  private Instant now = START;
  private final Arrivals arrivals = new Arrivals(() -> now);

  private void endsAt(int millis, long logSeq) {
    now = START.plusMillis(millis);
    arrivals.logEnds(logSeq);
  }

  private static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  @Test
  void saysWhenTheLogWasLastSeenWithoutAnEvent() {
    endsAt(0, 10);
    endsAt(5, 10);
    endsAt(10, 12);
    endsAt(15, 20);
    assertThat(arrivals.heard(11, TICK)).isEqualTo(at(5));
    assertThat(arrivals.heard(12, TICK)).isEqualTo(at(5));
    assertThat(arrivals.heard(13, TICK)).isEqualTo(at(10));
    assertThat(arrivals.heard(20, TICK)).isEqualTo(at(10));
    assertThat(arrivals.heard(21, TICK)).as("not noted yet").isEqualTo(at(15));
    assertThat(arrivals.heard(20, TICK)).as("read once more").isNull();
  }

  @Test
  void doesNotKnowWhatWasThereBefore() {
    assertThat(arrivals.heard(1, TICK)).isNull();
    endsAt(0, 10);
    assertThat(arrivals.heard(10, TICK)).isNull();
    assertThat(arrivals.of(TICK)).isNull();
  }

  @Test
  void knowsTheFirstOfATick() {
    endsAt(0, 0);
    endsAt(5, 1);
    endsAt(9, 2);
    assertThat(arrivals.heard(1, TICK)).isEqualTo(at(0));
    assertThat(arrivals.heard(2, TICK)).isEqualTo(at(5));
    assertThat(arrivals.heard(3, TICK.next())).isEqualTo(at(9));
    assertThat(arrivals.of(TICK)).isEqualTo(at(0));
    assertThat(arrivals.of(TICK.next())).isEqualTo(at(9));
    assertThat(arrivals.of(TICK.next().next())).isNull();
  }

  /** Of what is far behind as of all else: never later than it came, whatever was forgotten. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverSaysThatAnEventCameLaterThanItDid(long seed) {
    Random random = new Random(seed);
    Instant[] came = new Instant[50_001];
    long end = 0;
    long read = 0;
    arrivals.logEnds(0);
    while (read < 50_000) {
      now = now.plus(Duration.ofMillis(1 + random.nextInt(9)));
      for (int more = random.nextInt(8); more > 0 && end < 50_000; more--) {
        came[(int) ++end] = now;
      }
      now = now.plusMillis(random.nextInt(3));
      arrivals.logEnds(end);
      // Reads nothing until half is there, and then faster than it comes.
      for (int most = 12; end > 25_000 && most > 0 && read < end; most--) {
        Instant said = arrivals.heard(++read, TICK);
        assertThat(said).isNotNull().isBeforeOrEqualTo(came[(int) read]);
      }
    }
    Instant last = Objects.requireNonNull(arrivals.heard(50_001, TICK));
    assertThat(Duration.between(last, now)).isLessThan(Duration.ofMillis(20));
  }
}
