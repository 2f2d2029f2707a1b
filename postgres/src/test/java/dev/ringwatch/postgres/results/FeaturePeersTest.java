package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.FeaturePeers.Place;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturePeersTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final FeaturePeers peers = new FeaturePeers(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE models CASCADE");
  }

  private static void model(String id, String from, String features) throws SQLException {
    DATABASE.execute(
        "INSERT INTO models (id, trained_at, effective_from, seed, window_from, window_to, accounts,"
            + " features, statistics, body) VALUES ('"
            + id
            + "', now(), '"
            + from
            + "', 1, now(), now(), 100, '{}', '{\"features\": "
            + features
            + "}', '')");
  }

  private Place placeOfEvents(double value) throws SQLException {
    return Objects.requireNonNull(peers.read().get("events")).place(value);
  }

  /** Of a hundred accounts 60 have 1, 20 have 2 to 4, 20 have 5 to 9. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.6",
    "1, 0, 0.6",
    "1.5, 0.6, 0.8",
    "4, 0.6, 0.8",
    "4.1, 0.8, 1",
    "9, 0.8, 1",
    "10, 1, 1"
  })
  void saysBetweenWhichSharesOfOthersAValueStands(double value, double below, double upTo)
      throws SQLException {
    model(
        "m",
        "2026-01-01",
        "{\"events\": {\"known\": 100, \"quantiles\": {\"0.6\": 1, \"0.8\": 4, \"1.0\": 9}},"
            + " \"ip_entropy\": {\"known\": 0, \"quantiles\": {}}}");
    assertThat(peers.read()).containsOnlyKeys("events");
    assertThat(placeOfEvents(value)).isEqualTo(new Place(below, upTo));
  }

  @Test
  void comparesWithThePinnedModelAndElseWithTheNewest() throws SQLException {
    assertThat(peers.read()).isEmpty();
    model("old", "2026-01-01", "{\"events\": {\"known\": 1, \"quantiles\": {\"1.0\": 1}}}");
    model("new", "2026-01-02", "{\"events\": {\"known\": 1, \"quantiles\": {\"1.0\": 9}}}");
    assertThat(placeOfEvents(5)).isEqualTo(new Place(0, 1));
    DATABASE.execute("INSERT INTO pinned_model VALUES (true, 'old', 'somebody', now())");
    assertThat(placeOfEvents(5)).isEqualTo(new Place(1, 1));
  }
}
