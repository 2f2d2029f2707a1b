package dev.ringwatch.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CurrentOperatorsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final Operators operators = new Operators(DATABASE.dataSource(), Instant::now);
  private final AtomicLong nanos = new AtomicLong();
  private final CurrentOperators current = new CurrentOperators(operators, nanos::get);

  @Test
  void remembersForTenSecondsAndForgetsWhenItIsTold() throws SQLException {
    Operator ada = operators.add("ada", "Ada", Role.ANALYST, false).orElseThrow();
    assertThat(current.find(ada.id())).contains(ada);
    operators.setRole(ada.id(), Role.LEAD);
    nanos.addAndGet(9_999_999_999L);
    assertThat(current.find(ada.id()).orElseThrow().role()).isEqualTo(Role.ANALYST);
    nanos.incrementAndGet();
    assertThat(current.find(ada.id()).orElseThrow().role()).isEqualTo(Role.LEAD);

    operators.disable(ada.id());
    assertThat(current.find(ada.id())).isPresent();
    current.forget(ada.id());
    assertThat(current.find(ada.id())).isEmpty();
  }
}
