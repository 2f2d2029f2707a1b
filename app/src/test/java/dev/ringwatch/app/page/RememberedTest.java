package dev.ringwatch.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");

  private final AtomicInteger reads = new AtomicInteger();
  private Instant now = START;
  private boolean broken;

  private final Remembered<Integer> remembered =
      new Remembered<>(this::read, Duration.ofMinutes(1), () -> now);

  private int read() throws SQLException {
    if (broken) {
      throw new SQLException("no answer");
    }
    return reads.incrementAndGet();
  }

  @Test
  void readsAgainOnlyWhenItsTimeIsOver() throws Exception {
    assertThat(remembered.get()).isEqualTo(new Remembered.Read<>(1, START));
    now = START.plusSeconds(59);
    assertThat(remembered.get()).isEqualTo(new Remembered.Read<>(1, START));
    now = START.plusSeconds(60);
    assertThat(remembered.get()).isEqualTo(new Remembered.Read<>(2, now));
    now = START;
    assertThat(remembered.get().what()).as("a clock that went back").isEqualTo(3);
  }

  @Test
  void keepsNothingThatCouldNotBeRead() throws Exception {
    broken = true;
    assertThatThrownBy(remembered::get).isInstanceOf(SQLException.class);
    broken = false;
    assertThat(remembered.get().what()).isEqualTo(1);
  }
}
