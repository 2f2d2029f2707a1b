package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Models models = new Models(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE models, pinned_model");
  }

  @Test
  void givesTheBodyBackAsItWas() throws SQLException {
    String body = "{ \"b\": 1,\n\"a\": 0.10, \"big\": \"" + "x".repeat(3_000_000) + "\"}";

    add(model("m1", NOON), body);

    assertThat(models.body("m1")).contains(body);
    assertThat(models.find("m1")).contains(model("m1", NOON));
    assertThat(models.body("m2")).isEmpty();
    assertThat(models.find("m2")).isEmpty();
  }

  @Test
  void keepsTheFirstOfTwoUnderOneId() throws SQLException {
    add(model("m1", NOON), "{}");
    add(model("m1", NOON.plusSeconds(60)), "{}");

    assertThat(models.latest(10)).containsExactly(model("m1", NOON));
  }

  @Test
  void listsTheNewestFirst() throws SQLException {
    add(model("old", NOON.minusSeconds(60)), "{}");
    add(model("new", NOON), "{}");

    assertThat(models.latest(2)).extracting(StoredModel::id).containsExactly("new", "old");
    assertThat(models.latest(1)).extracting(StoredModel::id).containsExactly("new");
  }

  @Test
  void holdsTheModelThatWasPinnedLast() throws SQLException {
    add(model("a", NOON), "{}");
    add(model("b", NOON), "{}");

    assertThat(pin("nobody")).isFalse();
    assertThat(models.pinned()).isEmpty();
    assertThat(pin("a")).isTrue();
    assertThat(pin("a")).isFalse();
    assertThat(pin("b")).isTrue();
    assertThat(models.pinned()).contains(new PinnedModel("b", "ada", NOON, "too many"));
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(models.unpin(connection, "a")).isFalse();
      assertThat(models.unpin(connection, "b")).isTrue();
      assertThat(models.unpin(connection, "b")).isFalse();
    }
    assertThat(models.pinned()).isEmpty();
  }

  @Test
  void forgetsNeitherThePinnedNorTheNewest() throws SQLException {
    for (int i = 1; i <= 5; i++) {
      add(model("m" + i, NOON.plusSeconds(i)), "{}");
    }
    pin("m1");

    assertThat(models.forgetBefore(NOON.plusSeconds(5), 2)).isEqualTo(2);

    assertThat(models.latest(9)).extracting(StoredModel::id).containsExactly("m5", "m4", "m1");
  }

  private boolean pin(String id) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return models.pin(connection, new PinnedModel(id, "ada", NOON, "too many"));
    }
  }

  private void add(StoredModel model, String body) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      models.add(connection, model, body);
    }
  }

  private static StoredModel model(String id, Instant trainedAt) {
    return new StoredModel(
        id,
        trainedAt,
        trainedAt.plusSeconds(60),
        42,
        NOON.minusSeconds(86_400),
        NOON,
        1_000,
        List.of("events", "ip_entropy"),
        "{\"accounts\": 1000}");
  }
}
