package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LearnedWatcherTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = NOW;
  private long nanos;

  private final LearnedWatcher watcher =
      new LearnedWatcher(
          new LearnedBlends(DATABASE.dataSource()),
          RiskConfig.ofDefaults(),
          () -> now,
          () -> nanos);

  private Optional<Evidence> lookAfter(Duration time) throws SQLException {
    nanos += time.toNanos();
    return watcher.look(new Tick(7));
  }

  private static void ended(String who) throws SQLException {
    DATABASE.execute(
        "INSERT INTO learned_blends (state, reason, verdicts, report, weights, spread,"
            + " learned_until, threshold, previous_threshold, proposed_by, proposed_at, decided_by,"
            + " decided_at, decision_reason, ended_by, ended_at, end_reason) VALUES ('ended', 'more',"
            + " 300, '{}', '{}', '{0}', now(), 60, 70, 'system', now(), 'operator 1', now(), 'good',"
            + " '%s', '%s', 'accounts are others')".formatted(who, NOW));
  }

  @Test
  void saysForADayThatItWasGivenUpByItself() throws SQLException {
    assertThat(lookAfter(Duration.ofHours(2))).isEmpty();
    ended("operator 1");
    assertThat(lookAfter(Duration.ofMinutes(10))).as("somebody knows").isEmpty();
    ended("system");
    now = NOW.plus(Duration.ofHours(23));
    Evidence evidence = lookAfter(Duration.ofMinutes(10)).orElseThrow();
    assertThat(evidence.score()).isEqualTo(100);
    assertThat(evidence.reasons().getFirst().sentence())
        .isEqualTo("what verdicts taught (number 2) was given up: accounts are others");
    now = NOW.plus(Duration.ofHours(25));
    assertThat(lookAfter(Duration.ofMinutes(9))).as("not yet").isEmpty();
    assertThat(lookAfter(Duration.ofMinutes(1)))
        .hasValueSatisfying(later -> assertThat(later.score()).isZero());
  }
}
