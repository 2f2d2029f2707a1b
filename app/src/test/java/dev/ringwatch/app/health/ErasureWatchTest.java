package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.postgres.erasure.Erasures.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ErasureWatchTest {

  private static final Instant DUE = Instant.parse("2026-11-27T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(DUE);

  @Test
  void isWellWhileNoneIsLate() {
    ErasureWatch watch = new ErasureWatch(at -> new Standing(2, 0, DUE), now::get);
    assertThat(watch.health().state()).as("before it has looked").isEqualTo(State.OK);
    watch.look();
    assertThat(watch.health())
        .isEqualTo(
            new ComponentHealth(
                "erasure", State.OK, "2 accounts are being forgotten, none of them late"));
    assertThat(watch.overdue()).isZero();
  }

  @Test
  void warnsOfWhatShouldBeDone() {
    now.set(DUE.plusSeconds(90 * 60));
    ErasureWatch watch = new ErasureWatch(at -> new Standing(2, 1, DUE), now::get);
    watch.look();
    assertThat(watch.health())
        .isEqualTo(
            new ComponentHealth(
                "erasure",
                State.WARN,
                "1 of 2 accounts are not forgotten by the time that was promised, the first for 90"
                    + " min: GET /v1/erasures says what hinders it"));
    assertThat(watch.open()).isEqualTo(2);
    assertThat(watch.late()).isEqualTo(1);
    assertThat(watch.overdue()).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void keepsWhatItSawWhileTheDatabaseIsAway() {
    AtomicReference<Standing> answer = new AtomicReference<>(new Standing(1, 1, DUE));
    ErasureWatch watch =
        new ErasureWatch(
            at -> {
              Standing standing = answer.get();
              if (standing.open() == 0) {
                throw new SQLException("away");
              }
              return standing;
            },
            now::get);
    watch.look();
    answer.set(Standing.NONE);
    watch.look();
    assertThat(watch.late()).isEqualTo(1);
  }
}
