package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bursts by hour against a count of every event. */
class BurstHoursTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant DAY = Instant.parse("2026-03-30T00:00:00Z");
  private static final long FIVE_MINUTES = 300;
  private static final int HOURS = 6;

  private final BurstHours bursts = new BurstHours(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    new EventPartitions(DATABASE.dataSource())
        .ensureAhead(LocalDate.ofInstant(DAY, ZoneOffset.UTC), 1);
    DATABASE.execute("TRUNCATE raw_events, dashboard_metrics");
  }

  private static void events(String account, Instant at, int count, Duration apart)
      throws SQLException {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT n, '%s'::timestamptz + (n - 1) * interval '%d milliseconds', 0, false,"
                .formatted(at, apart.toMillis())
            + " gen_random_uuid()::text, '%s', 'a' FROM generate_series(1, %d) n"
                .formatted(account, count));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void countsWhatALookAtEachEventDoes(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> pieces = new HashMap<>();
    Map<Instant, Long> expected = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      // The third hour has no event at all.
      int hour = random.nextInt(HOURS) == 2 ? 0 : random.nextInt(HOURS);
      hour = hour == 2 ? 3 : hour;
      Instant at = DAY.plusSeconds(hour * 3_600L + random.nextInt(12) * FIVE_MINUTES);
      String account = "a" + random.nextInt(8);
      int count = random.nextInt(1, 40);
      events(account, at, count, Duration.ofSeconds(7));
      // Forty events seven seconds apart are 273 seconds: they stay within their five minutes.
      pieces.merge(account + " " + at, count, Integer::sum);
      expected.putIfAbsent(DAY.plusSeconds(hour * 3_600L), 0L);
    }
    pieces.forEach((piece, count) -> {
      Instant at = Instant.parse(piece.substring(piece.indexOf(' ') + 1));
      Instant hour = Instant.ofEpochSecond(at.getEpochSecond() / 3_600 * 3_600);
      if (count >= BurstHours.EVENTS) {
        expected.merge(hour, 1L, Long::sum);
      }
    });

    for (int hour = 0; hour < HOURS; hour++) {
      bursts.count(DAY.plusSeconds(hour * 3_600L));
    }

    assertThat(bursts.between(DAY, DAY.plusSeconds(86_400))).isEqualTo(expected);
    assertThat(expected).hasSizeLessThan(HOURS);
    assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isPositive();
    assertThat(bursts.counted()).contains(DAY.plusSeconds(HOURS * 3_600L));
  }

  @Test
  void countsThirtyAndNotTwentyNine() throws Exception {
    events("thirty", DAY, 30, Duration.ZERO);
    events("fewer", DAY, 29, Duration.ZERO);
    // Thirty, but on both sides of a mark of the clock.
    events("split", DAY.plusSeconds(FIVE_MINUTES - 15), 30, Duration.ofSeconds(1));
    Instant next = DAY.plusSeconds(3_600);
    events("few", next, 1, Duration.ZERO);
    bursts.count(DAY);
    bursts.count(next);
    assertThat(bursts.between(DAY, next.plusSeconds(1)))
        .containsExactly(Map.entry(DAY, 1L), Map.entry(next, 0L));
  }

  @Test
  void countsAnHourAgainInThePlaceOfWhatItCounted() throws Exception {
    assertThat(bursts.counted()).isEmpty();
    events("a", DAY, 30, Duration.ZERO);
    bursts.count(DAY);
    bursts.count(DAY);
    assertThat(bursts.between(DAY, DAY.plusSeconds(3_600))).containsExactly(Map.entry(DAY, 1L));
    bursts.count(DAY.minusSeconds(3_600));
    assertThat(bursts.counted()).as("the latest").contains(DAY.plusSeconds(3_600));
    bursts.forgetBefore(DAY.plusSeconds(1));
    assertThat(bursts.between(DAY, DAY.plusSeconds(3_600))).isEmpty();
  }
}
