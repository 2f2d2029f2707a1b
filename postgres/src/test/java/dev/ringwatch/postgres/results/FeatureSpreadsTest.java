package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.FeatureSpreads.Spread;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureSpreadsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final FeatureSpreads spreads = new FeatureSpreads(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE accounts, account_features, models CASCADE");
  }

  private static void model(String features) throws SQLException {
    DATABASE.execute(
        "INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,"
            + " features, statistics, body) VALUES ('m', now(), now(), 1, now(), now(), 100, '{}',"
            + " '{\"features\": "
            + features
            + "}', '')");
  }

  private static void accounts(int count, String features) throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT 'u' || n, now(),"
            + " now() - n * interval '1 day', 1, 0, 0, 'low', 0, 0, now() FROM"
            + " generate_series(1, %d) n".formatted(count));
    DATABASE.execute(
        "INSERT INTO account_features (account_id, as_of, features) SELECT 'u' || n, now(), "
            + features
            + " FROM generate_series(1, %d) n".formatted(count));
  }

  @Test
  void countsBetweenQuantilesAndWhatIsNotKnown() throws SQLException {
    model(
        "{\"events\": {\"known\": 80, \"quantiles\": {\"0.1\": 1, \"0.5\": 4, \"1.0\": 9}},"
            + " \"ip_entropy\": {\"known\": 0, \"quantiles\": {}}}");
    accounts(10, "CASE WHEN n > 8 THEN '{}'::jsonb ELSE jsonb_build_object('events', n) END");

    Map<String, Spread> found = spreads.look(Instant.EPOCH);

    assertThat(found.get("events"))
        .as("at most 1, 4, 9, more, not known")
        .isEqualTo(new Spread(List.of(8L, 32L, 40L, 0L, 20L), List.of(1L, 3L, 4L, 0L, 2L)));
    assertThat(found.get("ip_entropy"))
        .as("all, not known")
        .isEqualTo(new Spread(List.of(0L, 100L), List.of(0L, 10L)));
  }

  @Test
  void leavesOutWhoDidNothingLately() throws SQLException {
    model("{\"events\": {\"known\": 100, \"quantiles\": {\"1.0\": 5}}}");
    accounts(10, "'{\"events\": 3}'::jsonb");

    Instant days = Instant.now().minusSeconds(86_400L * 4 + 3_600);
    assertThat(spreads.look(days).get("events"))
        .isEqualTo(new Spread(List.of(100L, 0L, 0L), List.of(4L, 0L, 0L)));
  }

  @Test
  void saysNothingWithoutAModelThatSaysHowItWas() throws SQLException {
    accounts(3, "'{\"events\": 3}'::jsonb");
    assertThat(spreads.look(Instant.EPOCH)).isEmpty();
    DATABASE.execute(
        "INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,"
            + " features, statistics, body) VALUES ('old', now(), now(), 1, now(), now(), 100, '{}',"
            + " '{}', '')");
    assertThat(spreads.look(Instant.EPOCH)).isEmpty();
  }
}
