package dev.ringwatch.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.BurstHours;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BurstWatchTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final BurstHours hours = new BurstHours(DATABASE.dataSource());
  private Optional<Tick> closed = Optional.empty();
  private long nanos;
  private long nanosBetweenLooks;

  @AutoClose private final BurstWatch watch = new BurstWatch(() -> closed, hours, this::nanos);

  private long nanos() {
    nanos += nanosBetweenLooks;
    return nanos;
  }

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE raw_events, dashboard_metrics");
  }

  private static void burst(Instant at) throws SQLException {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT n, '%s', 0, false, gen_random_uuid()::text, 'a', 'x'".formatted(at)
            + " FROM generate_series(1, 30) n");
  }

  private Map<Instant, Long> counted() throws SQLException {
    return hours.between(NOON.minus(Duration.ofDays(100)), NOON.plus(Duration.ofDays(1)));
  }

  @Test
  void countsAnHourOnceItsLastMinuteIsClosed() throws Exception {
    burst(NOON.plusSeconds(60));
    assertThat(watch.look()).as("nothing is closed").isTrue();
    closed = Optional.of(Tick.of(NOON.plusSeconds(58 * 60)));
    assertThat(watch.look()).isTrue();
    assertThat(counted()).isEmpty();
    assertThat(hours.counted()).contains(NOON);
    closed = Optional.of(closed.get().next());
    assertThat(watch.look()).isTrue();
    assertThat(counted()).containsExactly(Map.entry(NOON, 1L));
    burst(NOON.plusSeconds(1_800));
    assertThat(watch.look()).isTrue();
    assertThat(counted()).as("what came late").containsExactly(Map.entry(NOON, 1L));
  }

  @Test
  void goesBackAsFarAsIsShownALittleAtATime() throws Exception {
    Instant old = NOON.minus(Duration.ofDays(7));
    burst(old.minusSeconds(1));
    burst(old);
    burst(NOON.minusSeconds(1));
    closed = Optional.of(Tick.of(NOON.minusSeconds(1)));
    nanosBetweenLooks = 300_000_000;
    int looks = 1;
    while (!watch.look()) {
      looks++;
    }
    assertThat(looks).isGreaterThan(10);
    assertThat(counted())
        .containsExactly(Map.entry(old, 1L), Map.entry(NOON.minusSeconds(3_600), 1L));
  }

  @Test
  void leavesOutWhatNobodyLookedAtForLong() throws Exception {
    hours.count(NOON.minus(Duration.ofDays(90)));
    burst(NOON.minus(Duration.ofDays(3)));
    closed = Optional.of(Tick.of(NOON));
    assertThat(watch.look()).isTrue();
    assertThat(counted()).containsExactly(Map.entry(NOON.minus(Duration.ofDays(3)), 1L));
  }
}
