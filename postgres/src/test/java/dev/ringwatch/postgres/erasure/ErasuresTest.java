package dev.ringwatch.postgres.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ErasuresTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.withSchema();
  private final Erasures erasures = new Erasures(database.dataSource());

  private Erasure ask(String account, Instant at) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return erasures.ask(
          connection,
          new Erasures.Wanted(account, "mark", "operator 1", at, at.plus(Duration.ofHours(24))));
    }
  }

  private void done(long id, String problem) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      erasures.done(connection, id, NOON.plusSeconds(9), problem);
    }
  }

  @Test
  void hasAnAccountOnceUntilItIsDone() throws SQLException {
    Erasure asked = ask("a", NOON);
    assertThat(asked.step()).isEqualTo(Erasure.Step.ASKED);
    assertThat(ask("a", NOON.plusSeconds(60))).isEqualTo(asked);
    assertThat(erasures.open()).containsExactly(asked);
    done(asked.id(), "");
    assertThat(erasures.open()).isEmpty();
    assertThat(ask("a", NOON).id()).isGreaterThan(asked.id());
  }

  @Test
  void forgetsTheNameAndKeepsThatItWasDone() throws SQLException {
    long id = ask("a", NOON).id();
    erasures.forgetting(id, 5, "the archive is not there");
    erasures.forgetting(id, 7, "");
    assertThat(erasures.open())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.step()).isEqualTo(Erasure.Step.FORGETTING);
          assertThat(one.removedRows()).isEqualTo(12);
          assertThat(one.problem()).isEmpty();
        });
    done(id, "2 files were not there");
    erasures.forgetting(id, 1, "too late");
    Erasure kept = erasures.page(Long.MAX_VALUE, 10).getFirst();
    assertThat(kept)
        .isEqualTo(
            new Erasure(
                id,
                null,
                "mark",
                Erasure.Step.DONE,
                "operator 1",
                NOON,
                NOON.plus(Duration.ofHours(24)),
                NOON.plusSeconds(9),
                12,
                "2 files were not there"));
    assertThat(kept.pseudonym()).isEqualTo("erased-" + id);
  }

  @Test
  void saysHowManyAreOpenAndHowManyOfThemLate() throws SQLException {
    assertThat(erasures.standing(NOON)).isEqualTo(Erasures.Standing.NONE);
    long first = ask("a", NOON).id();
    ask("b", NOON.plusSeconds(60));
    Instant due = NOON.plus(Duration.ofHours(24));
    assertThat(erasures.standing(due)).isEqualTo(new Erasures.Standing(2, 0, due));
    assertThat(erasures.standing(due.plusSeconds(1))).isEqualTo(new Erasures.Standing(2, 1, due));
    done(first, "");
    assertThat(erasures.standing(due.plusSeconds(61)))
        .isEqualTo(new Erasures.Standing(1, 1, due.plusSeconds(60)));
  }

  @Test
  void isLateOnlyWhileItIsNotDone() throws SQLException {
    Erasure asked = ask("a", NOON);
    assertThat(asked.isLate(NOON.plus(Duration.ofHours(24)))).isFalse();
    assertThat(asked.isLate(NOON.plus(Duration.ofHours(25)))).isTrue();
    done(asked.id(), "");
    assertThat(erasures.page(Long.MAX_VALUE, 1).getFirst().isLate(NOON.plus(Duration.ofDays(9))))
        .isFalse();
  }

  @Test
  void givesPagesTheNewestFirst() throws SQLException {
    List<Long> ids = List.of(ask("a", NOON).id(), ask("b", NOON).id(), ask("c", NOON).id());
    assertThat(erasures.page(Long.MAX_VALUE, 2))
        .map(Erasure::id)
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(erasures.page(ids.get(1), 2)).map(Erasure::id).containsExactly(ids.getFirst());
  }
}
