package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.MinuteCounts;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeWatcherTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Tick CLOSED = Tick.of(Instant.parse("2026-11-26T12:00:30Z"));

  private final MinuteCounts counts = new MinuteCounts(DATABASE.dataSource());

  /** Time stands still, so that it counts all at one look. */
  private final VolumeWatcher watcher =
      new VolumeWatcher(counts, RiskConfig.ofDefaults(), () -> 0L);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE raw_events");
    DATABASE.execute("TRUNCATE dashboard_metrics");
  }

  /** Events of the half hour before noon, some weeks ago. */
  private static void events(int weeksAgo, int events, int enforced) throws SQLException {
    Instant first = CLOSED.start().minus(Duration.ofDays(7L * weeksAgo)).minusSeconds(1_800);
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT %d + n, timestamptz '%s' + n * interval '1 second', 0, n < %d, n::text, 'a',"
                .formatted(weeksAgo * 10_000, first, enforced)
            + " 'login' FROM generate_series(0, %d - 1) n".formatted(events));
  }

  @Test
  void seesASpikeAgainstTheSameHourOfTheWeeksBefore() throws SQLException {
    for (int week = 1; week <= 4; week++) {
      events(week, 200, 9 + week);
    }
    events(0, 900, 120);
    Evidence spike = watcher.look(CLOSED).orElseThrow();
    assertThat(spike.dedupKey()).isEqualTo("volume:enforced");
    assertThat(spike.score()).isGreaterThan(50);
    assertThat(spike.reasons().getFirst().sentence())
        .isEqualTo("120 events were enforced within an hour; usual at this time is 12");
    assertThat(watcher.look(CLOSED)).contains(spike);
  }

  @Test
  void anHourInWhichNothingWasHeardIsNoHistory() throws SQLException {
    events(1, 200, 10);
    events(2, 200, 10);
    events(0, 900, 120);
    assertThat(watcher.look(CLOSED)).isEmpty();
    DATABASE.execute("TRUNCATE dashboard_metrics");
    events(3, 1, 0);
    assertThat(watcher.look(CLOSED)).isPresent();
  }

  @Test
  void countsAMinuteOnceAndKeepsItWhenTheEventsAreGone() throws SQLException {
    for (int week = 1; week <= 3; week++) {
      events(week, 200, 10);
    }
    events(0, 60, 11);
    Optional<Evidence> before = watcher.look(CLOSED);
    assertThat(counts.counted()).contains(CLOSED.end());
    DATABASE.execute("TRUNCATE raw_events");
    assertThat(before).isPresent();
    assertThat(watcher.look(CLOSED)).isEqualTo(before);
    counts.forgetBefore(CLOSED.end());
    assertThat(watcher.look(CLOSED)).isEmpty();
  }

  @Test
  void saysNothingWhileItHasNotCountedThatFar() throws SQLException {
    events(0, 60, 50);
    long[] nanos = {0};
    VolumeWatcher slow =
        new VolumeWatcher(
            counts, RiskConfig.ofDefaults(), () -> nanos[0] += Duration.ofMillis(400).toNanos());
    assertThat(slow.look(CLOSED)).isEmpty();
    assertThat(counts.counted().orElseThrow()).isBefore(CLOSED.end());
  }
}
