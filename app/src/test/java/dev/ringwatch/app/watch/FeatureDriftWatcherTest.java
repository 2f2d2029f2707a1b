package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.app.model.Contributions;
import dev.ringwatch.app.model.TrainingStatistics;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureDriftWatcherTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final Tick closed = Tick.of(Instant.now());
  private long nanos = -Duration.ofHours(1).toNanos();
  private final FeatureDriftWatcher watcher =
      new FeatureDriftWatcher(
          new FeatureSpreads(DATABASE.dataSource()), RiskConfig.ofDefaults(), () -> nanos);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, account_features, models CASCADE");
    nanos = 0;
  }

  /** Two thousand accounts whose events and addresses were spread evenly over 1 to 10. */
  private static void model() throws SQLException {
    Map<String, Double> even =
        Map.of("0.1", 1.0, "0.2", 2.0, "0.4", 4.0, "0.6", 6.0, "0.8", 8.0, "1.0", 10.0);
    TrainingStatistics.FeatureSpread spread = new TrainingStatistics.FeatureSpread(2_000, even);
    Contributions.Means none = new Contributions.Means(0, Map.of());
    String statistics =
        new TrainingStatistics(
                2_000,
                9,
                Map.of(),
                Map.of("events", spread, "distinct_ips", spread),
                new Contributions(none, none))
            .json();
    DATABASE.execute(
        "INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,"
            + " features, statistics, body) VALUES ('m', now(), now(), 1, now(), now(), 2000, '{}',"
            + " '"
            + statistics
            + "', '')");
  }

  private static void accounts(int count, String addresses) throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT 'u' || n, now(),"
            + " now(), 1, 0, 0, 'low', 0, 0, now() FROM generate_series(1, %d) n".formatted(count)
            + "; INSERT INTO account_features (account_id, as_of, features) SELECT 'u' || n, now(),"
            + " jsonb_build_object('events', n %% 10 + 1, 'distinct_ips', %s)".formatted(addresses)
            + " FROM generate_series(1, %d) n".formatted(count));
  }

  @Test
  void isQuietWhileFeaturesAreAsTheyWere() throws SQLException {
    model();
    accounts(1_500, "n % 10 + 1");
    assertThat(watcher.look(closed).orElseThrow().score()).isLessThan(5);
    assertThat(watcher.look(closed)).as("within the hour").isEmpty();
  }

  @Test
  void namesTheOneThatHasMoved() throws SQLException {
    model();
    accounts(1_500, "n % 2 + 30");
    Evidence drift = watcher.look(closed).orElseThrow();
    assertThat(drift.dedupKey()).isEqualTo("drift:features");
    assertThat(drift.score()).isEqualTo(100);
    assertThat(drift.reasons()).extracting(Reason::name).containsExactly("distinct_ips", "events");
    assertThat(drift.reasons().stream().mapToDouble(Reason::points).sum())
        .as("they sum to the score")
        .isEqualTo(drift.score());
    assertThat(drift.reasons().getFirst().sentence())
        .startsWith("distinct ips is spread otherwise than when the model was learned");
  }

  @Test
  void saysNothingOfFewAndLooksAgainSooner() throws SQLException {
    model();
    accounts(900, "n % 2 + 30");
    assertThat(watcher.look(closed)).isEmpty();
    nanos += Duration.ofMinutes(9).toNanos();
    DATABASE.execute("TRUNCATE accounts, account_features");
    accounts(1_100, "n % 2 + 30");
    assertThat(watcher.look(closed)).isEmpty();
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(watcher.look(closed)).isPresent();
  }
}
