package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.empty();

  @Test
  void saysTheDatabasesTime() throws SQLException {
    DatabaseClock clock = new DatabaseClock(DATABASE.dataSource(), Duration.ofSeconds(2));
    Instant before = clock.now();
    assertThat(clock.now()).isAfter(before);
  }

  @Test
  void failsOnceThePoolIsClosed() {
    ConnectionPool pool = ConnectionPool.open(DATABASE.settings(), "closed");
    pool.close();
    DatabaseClock clock = new DatabaseClock(pool.dataSource(), Duration.ofSeconds(2));
    assertThatThrownBy(clock::now).isInstanceOf(SQLException.class);
  }

  @Test
  void aPoolSaysHowItIsUsed() throws SQLException {
    try (ConnectionPool pool = ConnectionPool.open(DATABASE.settings(), "used")) {
      assertThat(pool.use()).isEqualTo(new PoolUse(0, 0, 0, DATABASE.settings().poolSize()));
      try (Connection lent = pool.dataSource().getConnection()) {
        assertThat(lent.isClosed()).isFalse();
        assertThat(pool.use().active()).isEqualTo(1);
        assertThat(pool.use().awaited()).isZero();
      }
    }
  }
}
