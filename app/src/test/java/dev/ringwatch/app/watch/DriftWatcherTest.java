package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.ScoreSpread;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftWatcherTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final Tick closed = Tick.of(Instant.now());

  private long nanos = -Duration.ofHours(1).toNanos();
  private final ScoreSpread scores = new ScoreSpread(DATABASE.dataSource());
  private final DriftWatcher watcher =
      new DriftWatcher(scores, RiskConfig.ofDefaults(), () -> nanos);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, models CASCADE");
    nanos = 0;
  }

  /** Half of 2,000 accounts had at most 50, nine tenths at most 90, all at most 100. */
  private static void model(String id, String effectiveFrom) throws SQLException {
    DATABASE.execute(
        "INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,"
            + " features, statistics, body) VALUES ('%s', now(), '%s', 1, now(), now(), 2000, '{}',"
                .formatted(id, effectiveFrom)
            + " '{\"score_quantiles\": {\"0.5\": 50, \"0.9\": 90, \"1.0\": 100}}', '')");
  }

  /** Accounts whose scores are evenly spread from some score on up to 100. */
  private static void accounts(String model, int count, int from) throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at, model_id) SELECT"
            + " '%s' || n, now(), now(), 1, 0, 0, 'low', %d + n %% (101 - %d), 0, now(), '%s'"
                .formatted(model, from, from, model)
            + " FROM generate_series(1, %d) n".formatted(count));
  }

  @Test
  void countsBetweenTheQuantilesWhateverLiesOnThem() throws SQLException {
    model("m1", "2026-11-01T00:00:00Z");
    accounts("m1", 1_010, 0);
    ScoreSpread.Spread spread = scores.look(Instant.EPOCH).orElseThrow();
    assertThat(spread.then()).containsExactly(1_000L, 800L, 200L, 0L);
    assertThat(spread.now())
        .as("0 to 50, 51 to 90, 91 to 100")
        .containsExactly(510L, 400L, 100L, 0L);
  }

  @Test
  void isQuietWhileScoresAreAsTheyWere() throws SQLException {
    model("m1", "2026-11-01T00:00:00Z");
    accounts("m1", 2_020, 0);
    assertThat(watcher.look(closed).orElseThrow().score()).isLessThan(5);
  }

  @Test
  void saysHowFarTheyHaveMoved() throws SQLException {
    model("m1", "2026-11-01T00:00:00Z");
    accounts("m1", 2_000, 60);
    Evidence drift = watcher.look(closed).orElseThrow();
    assertThat(drift.dedupKey()).isEqualTo("drift:scores");
    assertThat(drift.score()).isEqualTo(100);
    assertThat(drift.reasons().getFirst().sentence())
        .startsWith("anomaly scores of 2000 accounts are spread otherwise than when model m1");
  }

  @Test
  void looksOnceAnHourAndNotBeforeMostIsScoredByTheNewestModel() throws SQLException {
    assertThat(watcher.look(closed)).as("no model").isEmpty();
    model("m1", "2026-11-01T00:00:00Z");
    model("m2", "2026-11-02T00:00:00Z");
    accounts("m1", 1_000, 60);
    accounts("m2", 3_999, 0);
    nanos += Duration.ofMinutes(10).toNanos();
    assertThat(watcher.look(closed)).as("less than four of five").isEmpty();
    DATABASE.execute("DELETE FROM accounts WHERE account_id = 'm11'");
    assertThat(watcher.look(closed)).as("within ten minutes").isEmpty();
    nanos += Duration.ofMinutes(10).toNanos();
    assertThat(watcher.look(closed)).isPresent();
    nanos += Duration.ofMinutes(59).toNanos();
    assertThat(watcher.look(closed)).as("within the hour").isEmpty();
    nanos += Duration.ofHours(1).toNanos();
    assertThat(watcher.look(closed)).isPresent();
    DATABASE.execute(
        "INSERT INTO pinned_model (model_id, pinned_by, pinned_at) VALUES ('m1', 'operator 1', now())");
    assertThat(scores.look(Instant.EPOCH).orElseThrow().model())
        .as("somebody's choice")
        .isEqualTo("m1");
  }
}
