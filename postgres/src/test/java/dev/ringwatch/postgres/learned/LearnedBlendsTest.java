package dev.ringwatch.postgres.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnedBlendsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final LearnedBlends blends = new LearnedBlends(DATABASE.dataSource());

  private interface Change<T> {
    T on(Connection connection) throws SQLException;
  }

  private static <T> T in(Change<T> change) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return Transaction.run(connection, () -> change.on(connection));
    }
  }

  @BeforeEach
  void reset() throws SQLException {
    DATABASE.execute("TRUNCATE learned_blends RESTART IDENTITY");
  }

  private KeptBlend propose() throws SQLException {
    NewBlend.Learned learned =
        new NewBlend.Learned("{\"format\": 1}", List.of(-0.5, 0.0, 1.25), NOW, 61.5, 70);
    NewBlend blend = new NewBlend("finds more", 300, "{\"before\": 0.5}", learned);
    return in(connection -> blends.add(connection, blend, "system", NOW));
  }

  private KeptBlend refuse() throws SQLException {
    NewBlend blend = new NewBlend("too few", 20, "{}", null);
    return in(connection -> blends.add(connection, blend, "operator 1", NOW));
  }

  private Optional<KeptBlend> giveUp(KeptBlend one, Instant at) throws SQLException {
    return in(connection -> blends.giveUp(connection, one.id(), "system", "drift", at));
  }

  private Optional<KeptBlend> approve(long id) throws SQLException {
    return in(connection -> blends.approve(connection, id, "operator 2", "good", NOW));
  }

  @Test
  void keepsAllThatWasLearned() throws SQLException {
    KeptBlend proposed = propose();
    assertThat(blends.find(proposed.id())).contains(proposed);
    assertThat(proposed.state()).isEqualTo(BlendState.PROPOSED);
    assertThat(proposed.what().learned())
        .isEqualTo(
            new NewBlend.Learned("{\"format\": 1}", List.of(-0.5, 0.0, 1.25), NOW, 61.5, 70));
    KeptBlend refused = refuse();
    assertThat(refused.state()).isEqualTo(BlendState.REFUSED);
    assertThat(refused.what().learned()).isNull();
    assertThat(blends.find(proposed.id())).as("a refusal changes nothing").contains(proposed);
    assertThat(blends.page(Long.MAX_VALUE, 9)).containsExactly(refused, proposed);
    assertThat(blends.page(refused.id(), 9)).containsExactly(proposed);
  }

  @Test
  void letsOnePassInThePlaceOfAnother() throws SQLException {
    assertThat(blends.inForce()).isEmpty();
    assertThat(blends.lastChange()).isEmpty();
    KeptBlend first = propose();
    KeptBlend second = propose();
    assertThat(blends.find(first.id()).orElseThrow().state()).isEqualTo(BlendState.REPLACED);
    assertThat(approve(first.id())).as("it waits no more").isEmpty();
    assertThat(approve(second.id())).contains(blends.inForce().orElseThrow());
    assertThat(blends.lastChange()).contains(NOW);

    assertThat(approve(first.id())).isEmpty();
    assertThat(blends.inForce()).as("what holds is not given up for nothing").isPresent();
    KeptBlend third = propose();
    assertThat(blends.inForce().orElseThrow().id()).isEqualTo(second.id());
    approve(third.id());
    assertThat(blends.inForce().orElseThrow().id()).isEqualTo(third.id());
    KeptBlend ended = blends.find(second.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(BlendState.ENDED);
    assertThat(ended.end())
        .isEqualTo(
            new KeptBlend.Decision(
                new KeptBlend.Act("operator 2", NOW), "number 3 was let pass in its place"));
  }

  @Test
  void givesUpWhatHolds() throws SQLException {
    KeptBlend one = propose();
    Instant later = NOW.plusSeconds(60);
    assertThat(giveUp(one, later)).isEmpty();
    approve(one.id());
    blends.checked(one.id(), later);
    assertThat(blends.inForce().orElseThrow().checkedAt()).isEqualTo(later);
    KeptBlend ended = giveUp(one, later).orElseThrow();
    assertThat(ended.end())
        .isEqualTo(new KeptBlend.Decision(new KeptBlend.Act("system", later), "drift"));
    assertThat(blends.inForce()).isEmpty();
    assertThat(blends.lastChange()).contains(later);
    assertThat(giveUp(one, later)).isEmpty();
  }

  @Test
  void saysNo() throws SQLException {
    KeptBlend one = propose();
    Optional<KeptBlend> rejected =
        in(connection -> blends.reject(connection, one.id(), "operator 2", "no", NOW));
    assertThat(rejected).map(KeptBlend::state).contains(BlendState.REJECTED);
    assertThat(approve(one.id())).isEmpty();
    assertThat(blends.inForce()).isEmpty();
    assertThat(blends.lastChange()).isEmpty();
  }
}
